import { randomUUID } from 'node:crypto';
import type { CliConfig } from '@pineapple/config';
import { ProgramOutput, TerminalConnection, type TerminalState } from '@pineapple/host-link/terminal';
import { CliError } from '../cli-error.ts';
import type { Command } from '../command.ts';
import { endOf } from './exec-end.ts';
import { findContainer, listLabs } from '../labs.ts';
import { openWithToken } from '../site/token-socket.ts';
import { TypedInput } from './typed-input.ts';

/**
 * Runs a shell without a terminal: it reads standard input until its end, and writes standard output and standard error.
 * @returns the shell's exit code
 * @throws CliError when the connection is lost, because what ran until then is unknown
 */
export async function runScript(
  config: CliConfig,
  command: Extract<Command, { name: 'exec' }>,
): Promise<number> {
  const container = findContainer(await listLabs(config), command.place);
  const { stdin } = process;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const output = new ProgramOutput();
  const input = new TypedInput(stdin, {
    type: (bytes) => connection.write(bytes),
    refused: null,
    keys: null,
    leave: () => undefined,
    end: () => void connection.endInput(),
  });
  let ran = false;
  const followState = (state: TerminalState): void => {
    if (state.kind === 'ended') return endOf(state.end, config, resolve, reject);
    if (state.kind === 'open' && state.tty)
      return reject(new CliError('The server is too old to run a shell without a terminal. Use --tty.'));
    if (ran && state.kind !== 'open')
      return reject(new CliError('The connection was lost. What ran until then is unknown.'));
    ran ||= state.kind === 'open';
    input.flow(state.kind === 'open');
  };
  const connection = new TerminalConnection({
    origin: config.url,
    containerId: container.id,
    terminal: command.terminal ?? `run-${randomUUID().slice(0, 8)}`,
    tty: false,
    cols: 80,
    rows: 24,
    openSocket: openWithToken(config.token, { flow: (open) => input.flow(open && ran) }),
    consumer: {
      output: (bytes, done) => void write(output.read(bytes)).then(done),
      clear: () => undefined,
      state: followState,
    },
  });
  try {
    return await promise;
  } finally {
    input.stop();
    connection.dispose();
  }
}

async function write(pieces: ReturnType<ProgramOutput['read']>): Promise<void> {
  await Promise.all(
    pieces.map(({ to, bytes }) => new Promise<void>((done) => process[to].write(bytes, () => done()))),
  );
}
