import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../machine.ts';
import { SupervisedProcess } from './supervised-process.ts';

const endWithParent = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url));

interface NodeProgram {
  readonly name: string;
  /** Path from the root of the repository. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Environment;
  readonly readyWhen: RegExp;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  /** Runs it with a lower priority, so that it does not slow down the containers that it starts. */
  readonly lowPriority?: boolean;
}

export interface ProgramSurroundings {
  readonly root: string;
  readonly logs: string;
  readonly environment: Environment;
  readonly onRestart: (reason: string) => void;
}

/** Starts one of our own programs from its source. It ends when this process ends, however that happens. */
export function startNodeProgram(
  program: NodeProgram,
  around: ProgramSurroundings,
): Promise<SupervisedProcess> {
  const { PATH, HOME, LANG } = around.environment;
  return SupervisedProcess.start(
    {
      name: program.name,
      command: [
        ...(program.lowPriority
          ? (['nice', '-n', '10', process.execPath] as const)
          : ([process.execPath] as const)),
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
