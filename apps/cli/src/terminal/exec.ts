import type { CliConfig } from '@pineapple/config';
import { TerminalConnection, type TerminalState } from '@pineapple/host-link/terminal';
import type { Command } from '../command.ts';
import { DetachKeys } from './detach-keys.ts';
import { endOf } from './exec-end.ts';
import { findContainer, listLabs } from '../labs.ts';
import { takeTerminal } from './local-terminal.ts';
import { openWithToken } from '../site/token-socket.ts';
import { TypedInput } from './typed-input.ts';

const bell = '\u0007';
const clearScreen = '\u001b[!p\u001b[2J\u001b[3J\u001b[H';

/** Opens a terminal until its shell ends or the user leaves. @returns the shell's exit code, or 0 after leaving */
export async function exec(config: CliConfig, command: Extract<Command, { name: 'exec' }>): Promise<number> {
  const container = findContainer(await listLabs(config), command.place);
  const { stdin, stdout } = process;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  using _terminal = takeTerminal();
  const keys = stdin.isTTY ? new DetachKeys() : null;
  const note = (text: string): void => {
    if (stdin.isTTY) process.stderr.write(`\r\n[pineapple] ${text}\r\n`);
  };

  const input = new TypedInput(stdin, {
    type: (bytes) => connection.write(bytes),
    refused: stdin.isTTY ? () => process.stderr.write(bell) : null,
    keys,
    leave: () => {
      note('left the terminal, which keeps running. Run the same command to return.');
      resolve(0);
    },
  });
  const connection = new TerminalConnection({
    origin: config.url,
    containerId: container.id,
    terminal: command.terminal ?? 'main',
    mode: command.view ? 'view' : 'write',
    cols: stdout.columns || 80,
    rows: stdout.rows || 24,
    openSocket: openWithToken(config.token, { flow: (open) => input.flow(open) }),
    consumer: {
      output: (bytes, done) => void stdout.write(bytes, done),
      clear: () => void (stdout.isTTY && stdout.write(clearScreen)),
      loss: (loss) =>
        note(
          loss.kind === 'process'
            ? 'the terminal was restarted; the programs in it are gone.'
            : `${loss.bytes} bytes of output are missing.`,
        ),
      state(state) {
        if (state.kind === 'ended') return endOf(state.end, config, resolve, reject);
        input.flow(state.kind === 'open');
        const text = describe(state);
        if (text) note(text);
      },
    },
  });
  const resize = (): void => connection.resize(stdout.columns, stdout.rows);
  stdout.on('resize', resize);
  try {
    return await promise;
  } finally {
    stdout.off('resize', resize);
    input.stop();
    connection.dispose();
  }
}

function describe(state: TerminalState): string | null {
  if (state.kind === 'waiting') {
    return `waiting for the container: ${state.phase.toLowerCase()}${state.reason ? `, ${state.reason}` : ''}`;
  }
  return state.kind === 'reconnecting' ? `${state.what} Reconnecting…` : null;
}
