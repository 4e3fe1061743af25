import type { ELK } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

let started: Promise<ELK> | undefined;

/** The layout engine. It is large and slow to start, so it comes when first asked for, and works beside the page. */
export function startElk(): Promise<ELK> {
  started ??= import('elkjs/lib/elk-api.js').then(({ default: Elk }) => new Elk({ workerUrl }));
  return started;
}
