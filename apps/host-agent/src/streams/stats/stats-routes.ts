import type { LabRegistry } from '../../state/lab-registry.ts';
import { beginLines } from '../line-writer.ts';
import { findContainer } from '../running-container.ts';
import { type StreamHandler, type StreamRequest, containerIdOf } from '../stream-server.ts';
import type { StatsHub } from './stats-hub.ts';

/** The endpoints under `/stats`. */
export function statsRoutes(registry: LabRegistry, hub: StatsHub): Record<string, StreamHandler> {
  return { 'GET /stats': (request) => watch(registry, hub, request) };
}

function watch(registry: LabRegistry, hub: StatsHub, request: StreamRequest): void {
  const { stream, labId } = request;
  const containerId = containerIdOf(request);
  findContainer(registry, labId, containerId);
  beginLines(stream);
  const stop = hub.watch(labId, containerId, {
    // A client that is too slow skips samples.
    onSample: (sample) => {
      if (!stream.destroyed && !stream.writableNeedDrain) stream.write(`${JSON.stringify(sample)}\n`);
    },
    onGone: () => stream.end(),
  });
  stream.once('close', stop);
}
