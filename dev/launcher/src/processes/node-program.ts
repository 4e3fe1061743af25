import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../docker/debian-packages.ts';
import { SupervisedProcess } from './supervised-process.ts';

const endWithParent = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url));

export interface NodeProgram {
  readonly name: string;
  /** Path from the root of the repository. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Environment;
  readonly readyWhen: RegExp;
  /** Of Node itself, before the program. */
  readonly nodeFlags?: readonly string[];
  /** Steps aside when the processors are busy, so that containers come up no slower for it. */
  readonly stepsAside?: boolean;
}

export interface ProgramSurroundings {
  readonly root: string;
  readonly logs: string;
  readonly environment: Environment;
  readonly onRestart: (reason: string) => void;
}

/** Starts one of our own programs from its source; it ends when this process does, however that ends. */
export function startNodeProgram(
  program: NodeProgram,
  around: ProgramSurroundings,
): Promise<{ process: SupervisedProcess; ready: RegExpExecArray }> {
  const { PATH, HOME, LANG } = around.environment;
  const niceness = program.stepsAside && process.platform !== 'win32' ? ['nice', '-n', '10'] : [];
  const [command = process.execPath, ...prefix] = [...niceness, process.execPath];
  return SupervisedProcess.start(
    {
      name: program.name,
      command,
      args: [
        ...prefix,
        ...['--enable-source-maps', '--import', endWithParent, ...(program.nodeFlags ?? [])],
        join(around.root, program.entry),
        ...(program.args ?? []),
      ],
      env: { PATH, HOME, LANG, ...program.env },
      cwd: around.root,
      logFile: join(around.logs, `${program.name}.log`),
      readyWhen: program.readyWhen,
    },
    around.onRestart,
  );
}
