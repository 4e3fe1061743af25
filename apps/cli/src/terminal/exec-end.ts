import type { CliConfig } from '@pineapple/config';
import type { TerminalEnd } from '@pineapple/host-link/terminal';
import { wrongToken } from '../site/api.ts';
import { CliError } from '../cli-error.ts';

/** The exit code of ssh when the connection fails, not the command. */
const connectionFailed = 255;

/** Settles a command that waits for the end of a shell, with the shell's exit code. */
export function endOf(
  end: TerminalEnd,
  config: CliConfig,
  resolve: (code: number) => void,
  reject: (error: Error) => void,
): void {
  if (end.cause === 'exit') return resolve(end.code ?? connectionFailed);
  reject(end.closeCode === 4401 ? wrongToken(config) : new CliError(`${end.what} ${end.advice}`.trim()));
}
