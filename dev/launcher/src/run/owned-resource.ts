import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something outside of a run's directory that is removed together with it. */
export type OwnedResource =
  | { readonly kind: 'path'; readonly path: string }
  /** What is mounted below a directory that stays. */
  | { readonly kind: 'mounts'; readonly path: string }
  | { readonly kind: 'namespace'; readonly name: string }
  /** The container of a host. It is stopped, and stays for the next start. */
  | { readonly kind: 'host-container'; readonly dockerHost: string; readonly name: string }
  /** All containers and networks with a label, on an engine that may serve others too. */
  | { readonly kind: 'labelled'; readonly dockerHost: string; readonly label: string };

const recordsOf = (runDirectory: string): string => join(runDirectory, 'owned');

/** Records a resource before it is created. Disposing of the record forgets it: the resource is gone. */
export function recordResource(runDirectory: string, resource: OwnedResource): Disposable {
  const file = join(recordsOf(runDirectory), randomUUID());
  mkdirSync(recordsOf(runDirectory), { recursive: true });
  writeFileSync(file, JSON.stringify(resource));
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

export function readResources(runDirectory: string): OwnedResource[] {
  try {
    return readdirSync(recordsOf(runDirectory)).map(
      (name) => JSON.parse(readFileSync(join(recordsOf(runDirectory), name), 'utf8')) as OwnedResource,
    );
  } catch {
    return [];
  }
}
