import { terminalCloseCodes as codes } from './protocol.ts';

/** What a closed connection means to a user. */
interface CloseExplanation {
  /** Whether to reconnect automatically. */
  readonly retry: boolean;
  readonly what: string;
  /** What the user can do; empty when there is nothing to do. */
  readonly advice: string;
}

const final = (what: string, advice: string): CloseExplanation => ({ retry: false, what, advice });
const temporary = (what: string): CloseExplanation => ({ retry: true, what, advice: '' });

const explanations: Readonly<Record<number, CloseExplanation>> = {
  [codes.ended]: final('The terminal ended.', 'Start it again.'),
  [codes.goingAway]: temporary('The server is restarting.'),
  [codes.tooLarge]: final('The input was too large.', 'Send it in smaller parts.'),
  [codes.fault]: temporary('The server had an error.'),
  [codes.badMessage]: final('The server did not understand this page.', 'Reload the page.'),
  [codes.unauthenticated]: final('You are signed out.', 'Sign in again.'),
  [codes.forbidden]: final('This token has no access to terminals.', 'Use a token with the scope TERMINAL.'),
  [codes.notFound]: final('The container was not found.', 'It or its lab may have been deleted.'),
  [codes.unusable]: final('This container can’t run a terminal.', 'Choose an image with a shell.'),
  [codes.tooSlow]: temporary('The connection could not keep up with the output.'),
  [codes.tooMany]: final('You have reached the limit of open terminals.', 'Close one and start again.'),
  [codes.hostUnreachable]: temporary('The host of this lab is unreachable.'),
};

/** Explains a close code. `message` is the server's own error, if it sent one. Unknown codes are retried. */
export function explainClose(code: number, message: string | null): CloseExplanation {
  const known = explanations[code] ?? temporary('The connection was lost.');
  return message === null ? known : { ...known, what: message };
}
