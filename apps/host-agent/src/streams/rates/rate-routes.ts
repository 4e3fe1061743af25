import type { LabRegistry } from '../../state/lab-registry.ts';
import { beginLines } from '../line-writer.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import type { StreamHandler } from '../stream-server.ts';
import type { RateHub } from './rate-hub.ts';

/** The endpoint `/rates`. */
export function rateRoutes(registry: LabRegistry, hub: RateHub): Record<string, StreamHandler> {
  return {
    'GET /rates': ({ stream, labId }) => {
      const state = registry.get(labId);
      if (state === undefined || state.isRemoved)
        throw new StreamRefusal('NOT_FOUND', `The host has no lab ${labId}`);
      const stop = hub.watch(labId, {
        // A client that is too slow skips samples.
        onRates: (rates) => {
          if (!stream.destroyed && !stream.writableNeedDrain) stream.write(`${JSON.stringify(rates)}\n`);
        },
        onEnd: () => stream.end(),
      });
      beginLines(stream);
      stream.once('close', stop);
    },
  };
}
