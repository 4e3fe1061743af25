import { createClient } from 'graphql-ws';
import type { CliConfig } from '@pineapple/config';
import { WebSocket } from 'ws';
import { wrongToken } from './api.ts';
import { CliError } from './cli-error.ts';
import type { Command } from './command.ts';
import { findContainer, listLabs } from './labs.ts';

/** The subscription does not mark the end of the existing lines. Without `follow`, this pause does. */
const quietMs = 1_000;

interface Chunk {
  readonly containerLogs: {
    readonly lines: readonly { readonly at: string; readonly stream: string; readonly text: string }[];
    readonly skipped: number;
  };
}

const logsSubscription = `subscription Logs($containerId: ID!, $tail: Int!) {
  containerLogs(containerId: $containerId, tail: $tail) { lines { stream text } skipped }
}`;

/** Prints a container's log: the existing lines, and with `follow` new ones until Ctrl-C. */
export async function logs(config: CliConfig, command: Extract<Command, { name: 'logs' }>): Promise<number> {
  const container = findContainer(await listLabs(config), command.place);
  const { token } = config;
  class TokenSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const address = new URL('/graphql', config.url);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const client = createClient({ url: address.href, webSocketImpl: TokenSocket, retryAttempts: 0 });
  try {
    const chunks = client.iterate<Chunk>({
      query: logsSubscription,
      variables: { containerId: container.id, tail: command.tail },
    });
    const quiet = command.follow ? null : setTimeout(() => void chunks.return?.(), quietMs);
    for await (const { data, errors } of chunks) {
      if (errors?.[0]) throw new CliError(errors[0].message);
      if (data) print(data.containerLogs);
      quiet?.refresh();
    }
    clearTimeout(quiet ?? undefined);
    return 0;
  } catch (error) {
    throw toCliError(error, config);
  } finally {
    await client.dispose();
  }
}

function print({ lines, skipped }: Chunk['containerLogs']): void {
  if (skipped > 0) process.stderr.write(`[pineapple] ${skipped} lines were left out\n`);
  for (const { stream, text } of lines) {
    (stream === 'STDERR' ? process.stderr : process.stdout).write(`${text}\n`);
  }
}

function toCliError(error: unknown, config: CliConfig): unknown {
  if (error instanceof CliError) return error;
  if (Array.isArray(error)) return new CliError(String(error[0]?.message));
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 4401 || code === 4403) return wrongToken(config);
  return new CliError(`The connection to ${config.url} was lost. Run the command again.`, { cause: error });
}
