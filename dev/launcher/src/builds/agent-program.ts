import { join } from 'node:path';
import { bundleProgram, type ProgramBundle } from './bundle-program.ts';
import { filesBelow } from './files-below.ts';

/** The host agent as hosts get it: `agent.mjs` with the files that it reads, and its commands in `bin`. */
export async function agentProgram(root: string): Promise<ProgramBundle> {
  const { files, inputs } = await bundleProgram(root, 'apps/host-agent/src/main.ts', 'agent');
  return { files: [...files, ...filesBelow(join(root, 'apps/host-agent/bin'), 'bin')], inputs };
}
