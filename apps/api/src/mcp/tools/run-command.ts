import { randomUUID } from 'node:crypto';
import { ProgramOutput, TerminalConnection, type TerminalState } from '@pineapple/host-link/terminal';
import { z } from 'zod';
import { findLab, findNode } from '../find-lab.ts';
import type { OwnApi } from '../own-api.ts';
import { labArgument, nodeArgument, tool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';
import { OutputText } from './output-text.ts';

export const runCommand = tool(
  'run_command',
  'Runs shell commands as root in a READY node, without a terminal. Returns exit status and output (16 kB of it).',
  {
    lab: labArgument,
    node: nodeArgument,
    command: z.string().min(1).max(16_000),
    seconds: z.int().min(1).max(120).default(30).describe('The longest run'),
  },
  async ({ lab: nameOrId, node: nodeName, command, seconds }, api) => {
    const lab = await findLab(api, nameOrId);
    const node = findNode(lab, nodeName);
    if (node.phase !== 'READY') {
      const reason = node.readiness.reason === null ? '' : `: ${node.readiness.reason}`;
      throw new ToolError(`"${node.name}" is ${node.phase}${reason}. Call wait_until_ready first.`);
    }
    return run(api, node.id, command, seconds);
  },
);

/** Runs a script in a container's shell until its end, or until the time is over. */
async function run(api: OwnApi, containerId: string, script: string, seconds: number): Promise<string> {
  const over = AbortSignal.timeout(seconds * 1000);
  const until = AbortSignal.any([api.signal, over]);
  const ended = Promise.withResolvers<string>();
  const output = new ProgramOutput();
  const texts = { stdout: new OutputText(), stderr: new OutputText() };
  let sent = false;
  const follow = (state: TerminalState): void => {
    if (state.kind === 'open' && !sent) {
      sent = true;
      connection.write(new TextEncoder().encode(`${script}\n`));
      connection.endInput();
    } else if (state.kind === 'ended') {
      const { end } = state;
      if (end.cause === 'exit') ended.resolve(`exit status ${end.code ?? 'unknown'}`);
      else ended.reject(new ToolError(`${end.what} ${end.advice}`.trim()));
    } else if (sent && state.kind !== 'open') {
      ended.reject(new ToolError('The connection to the node was lost. What ran until then is unknown.'));
    }
  };
  const connection = new TerminalConnection({
    ...api.terminals,
    ...{ containerId, terminal: `run-${randomUUID().slice(0, 8)}`, tty: false, cols: 80, rows: 24 },
    consumer: {
      output(bytes, done) {
        for (const piece of output.read(bytes)) texts[piece.to].add(piece.bytes);
        done();
      },
      clear: () => undefined,
      state: follow,
    },
  });
  const stop = (): void => {
    connection.terminate();
    ended.resolve(`ended after ${seconds} s`);
  };
  until.addEventListener('abort', stop, { once: true });
  try {
    const status = await ended.promise;
    const errors = texts.stderr.text;
    return `${status}\n${texts.stdout.text}${errors === '' ? '' : `\nstandard error:\n${errors}`}`;
  } finally {
    until.removeEventListener('abort', stop);
    connection.dispose();
  }
}
