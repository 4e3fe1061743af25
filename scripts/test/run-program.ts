import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from '@pineapple/launcher';

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Gets what the program prints. Without it, the program prints to the terminal itself. */
  readonly print?: (text: string) => void;
}

/** Runs a program in the repository to its end. @returns whether its exit status was 0 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { env, print }: ProgramOptions,
): Promise<boolean> {
  const output = print ? 'pipe' : 'inherit';
  const child = spawn(command, args, { cwd: repositoryRoot, env, stdio: ['inherit', output, output] });
  if (print) for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print);
  await once(child, 'close');
  return child.exitCode === 0;
}
