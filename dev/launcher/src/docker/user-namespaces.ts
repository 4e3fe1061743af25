import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes root of every container an ordinary user of the machine. dockerd creates that user, `dockremap`, and keeps its
 * data in a folder of its own.
 */
export const remapped = ['--userns-remap', 'default'] as const;

/**
 * Whether an engine's data has containers from before user namespaces. With them the engine would not see these
 * containers, and what is inside would seem lost.
 */
export async function hasContainersOfRoot(dataRoot: string): Promise<boolean> {
  const containers = await readdir(join(dataRoot, 'containers')).catch(() => []);
  return containers.length > 0;
}
