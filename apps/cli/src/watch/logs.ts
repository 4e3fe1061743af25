import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import type { Command } from '../command.ts';
import { findContainer, listLabs } from '../labs.ts';
import { subscribe, subscriptionError } from '../site/subscribe.ts';

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
  await using subscription = subscribe<Chunk>(config, logsSubscription, {
    containerId: container.id,
    tail: command.tail,
  });
  const chunks = subscription.events;
  try {
    const quiet = command.follow ? null : setTimeout(() => void chunks.return?.(), quietMs);
    for await (const { data, errors } of chunks) {
      if (errors?.[0]) throw new CliError(errors[0].message);
      if (data) print(data.containerLogs);
      quiet?.refresh();
    }
    clearTimeout(quiet ?? undefined);
    return 0;
  } catch (error) {
    throw subscriptionError(error, config);
  }
}

function print({ lines, skipped }: Chunk['containerLogs']): void {
  if (skipped > 0) process.stderr.write(`[pineapple] ${skipped} lines were left out\n`);
  for (const { stream, text } of lines) {
    (stream === 'STDERR' ? process.stderr : process.stdout).write(`${text}\n`);
  }
}
