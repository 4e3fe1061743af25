import type { ELK } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

let startedElk: Promise<ELK> | undefined;

/** Starts the layout engine in a worker. It is large, so it is loaded on first use. */
export function startElk(): Promise<ELK> {
  startedElk ??= import('elkjs/lib/elk-api.js').then(({ default: Elk }) => new Elk({ workerUrl }));
  return startedElk;
}
