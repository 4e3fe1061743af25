import { CliError } from '../cli-error.ts';

export const waitOptions = { wait: { type: 'boolean' }, timeout: { type: 'string' } } as const;

interface WaitValues {
  readonly wait?: boolean | undefined;
  readonly timeout?: string | undefined;
}

/** How many seconds a command waits until a lab is READY; null if it does not wait. @throws CliError for a bad timeout */
export function readWait(name: string, { wait = false, timeout }: WaitValues): number | null {
  if (timeout !== undefined && !wait) throw new CliError(`--timeout is for ${name} with --wait.`);
  return wait ? readTimeout(timeout ?? '600') : null;
}

function readTimeout(text: string): number {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= 86_400) return seconds;
  throw new CliError(`--timeout is "${text}". Use a number of seconds from 1 to 86400.`);
}
