import { join } from 'node:path';
import { bundleProgram, type ProgramBundle } from './bundle-program.ts';
import { filesBelow } from './files-below.ts';

/** The host agent as hosts get it: `agent.mjs` with the files that it reads, its commands in `bin` and its gates in `gate`. */
export async function agentProgram(root: string): Promise<ProgramBundle> {
  const { files, inputs } = await bundleProgram(root, 'apps/host-agent/src/main.ts', 'agent');
  const commands = filesBelow(join(root, 'apps/host-agent/bin'), 'bin');
  const gates = filesBelow(join(root, 'apps/host-agent/gate'), 'gate', ['gate.c', 'build.sh']);
  const native = filesBelow(join(root, 'apps/host-agent/native'), 'native', [
    'call-agent.c',
    'rings.c',
    'machine.h',
    'build.sh',
  ]);
  return { files: [...files, ...commands, ...gates, ...native], inputs };
}
