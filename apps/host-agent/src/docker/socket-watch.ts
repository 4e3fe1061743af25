import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Calls when a socket's file appears or changes; answers how to stop. Nothing where it can't be watched. */
export function onSocketChange(path: string | undefined, listener: () => void): () => void {
  if (path === undefined) return () => undefined;
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_kind, name) => {
      if (name === basename(path)) listener();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // The directory is not there: the retries find the engine all the same.
  }
  return () => watcher?.close();
}
