import { type DockerEvent, dockerEvent } from './docker-answers.ts';
import type { DockerTransport } from './docker-transport.ts';

/**
 * Docker's events in order, until the stream breaks or is aborted. Docker first replays the events since `sinceNano`,
 * which is in nanoseconds since 1970.
 */
export async function* dockerEvents(
  transport: DockerTransport,
  sinceNano: bigint,
  signal: AbortSignal,
): AsyncGenerator<DockerEvent> {
  const seconds = sinceNano / 1_000_000_000n;
  const rest = (sinceNano % 1_000_000_000n).toString().padStart(9, '0');
  const query = {
    since: `${seconds}.${rest}`,
    filters: JSON.stringify({ type: ['container', 'network', 'image'] }),
  };
  let tail = '';
  for await (const chunk of await transport.stream('GET', '/events', { query, signal })) {
    const lines = (tail + chunk.toString('utf8')).split('\n');
    tail = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') continue;
      const parsed = dockerEvent.safeParse(JSON.parse(line));
      if (parsed.success) yield parsed.data;
    }
  }
}
