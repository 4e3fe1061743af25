import { terminalCloseCodes as codes } from './protocol.ts';

/** What a closed connection means to a person. */
export interface CloseExplanation {
  /** Whether trying again by itself makes sense. */
  readonly retry: boolean;
  readonly what: string;
  /** What the person can do; empty when there is nothing. */
  readonly advice: string;
}

const final = (what: string, advice: string): CloseExplanation => ({ retry: false, what, advice });
const passing = (what: string): CloseExplanation => ({ retry: true, what, advice: '' });

const explanations: Readonly<Record<number, CloseExplanation>> = {
  [codes.ended]: final('The terminal ended.', 'Start it again.'),
  [codes.goingAway]: passing('The server is restarting.'),
  [codes.tooLarge]: final('What was sent at once was too large.', 'Send it in smaller parts.'),
  [codes.fault]: passing('The server had a fault.'),
  [codes.badMessage]: final('The server did not understand this page.', 'Reload the page.'),
  [codes.unauthenticated]: final('You are signed out.', 'Sign in again.'),
  [codes.forbidden]: final('This token is not for terminals.', 'Use one with the scope TERMINAL.'),
  [codes.notFound]: final('There is no such container.', 'It or its lab may have been deleted.'),
  [codes.unusable]: final('No terminal can be had in this container.', 'Choose an image with a shell.'),
  [codes.tooSlow]: passing('The connection could not keep up with the output.'),
  [codes.tooMany]: final('You have as many terminals open as are allowed.', 'Close one and start again.'),
  [codes.hostAway]: passing('The host of this lab can’t be reached just now.'),
};

/** Explains a close code; `message` is the server's own error, when it sent one. Unknown codes are worth a retry. */
export function explainClose(code: number, message: string | null): CloseExplanation {
  const known = explanations[code] ?? passing('The connection was lost.');
  return message === null ? known : { ...known, what: message };
}
