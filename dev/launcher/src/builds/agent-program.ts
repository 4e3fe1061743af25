import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram, type ProgramBundle } from './bundle-program.ts';
import { filesBelow } from './files-below.ts';

/** The host agent as hosts get it: `agent.mjs` with the files that it reads, its commands in `bin`, its static programs in `native`. */
export async function agentProgram(root: string): Promise<ProgramBundle> {
  const { files, inputs } = await bundleProgram(root, 'apps/host-agent/src/main.ts', 'agent');
  const commands = filesBelow(join(root, 'apps/host-agent/bin'), 'bin');
  const native = join(root, 'apps/host-agent/native');
  const sources = readdirSync(native).filter((name) => /\.(c|h|sh)$/.test(name));
  const programs = filesBelow(native, 'native', sources);
  return { files: [...files, ...commands, ...programs], inputs };
}
