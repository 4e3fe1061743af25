import { join } from 'node:path';
import { bundleProgram, type ProgramBundle } from './bundle-program.ts';
import { filesBelow } from './files-below.ts';

/** What builds the static programs. */
const sources = ['gate.c', 'rings.c', 'call-agent.c', 'machine.h', 'build.sh'];

/** The host agent as hosts get it: `agent.mjs` with the files that it reads, its commands in `bin`, its static programs in `native`. */
export async function agentProgram(root: string): Promise<ProgramBundle> {
  const { files, inputs } = await bundleProgram(root, 'apps/host-agent/src/main.ts', 'agent');
  const commands = filesBelow(join(root, 'apps/host-agent/bin'), 'bin');
  const programs = filesBelow(join(root, 'apps/host-agent/native'), 'native', sources);
  return { files: [...files, ...commands, ...programs], inputs };
}
