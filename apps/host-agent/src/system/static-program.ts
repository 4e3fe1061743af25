import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Relative to this file in the repository, and to the bundle in a release. */
const places = ['../../native', 'native'];

const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * The path of a static program of the agent for this machine, such as `gate`. Its source is beside it.
 * @throws Error when there is none for this machine's architecture
 */
export async function staticProgram(
  name: 'capture' | 'gate' | 'probe' | 'rings' | 'shaper' | 'tables',
): Promise<string> {
  const file = `${name}-${architectures[process.arch] ?? process.arch}`;
  for (const place of places) {
    const path = fileURLToPath(new URL(`${place}/${file}`, import.meta.url));
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new Error(`There is no ${file}. The host agent runs on x86-64 and arm64 only.`);
}
