import { fileURLToPath } from 'node:url';
import { ChildProgram, mustRun } from '@pineapple/launcher';

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, NODE_ENV: 'production' });

/** Starts a TypeScript program in its own process and waits for its first line, which is JSON. */
export async function startProgram<T>(
  program: URL,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly program: ChildProgram; readonly firstLine: T }> {
  const path = fileURLToPath(program);
  const started = await ChildProgram.start({
    name: path,
    command: [process.execPath, path, ...args],
    env: { ...environment(), ...env },
    readyWhen: /^(\{.*\})$/m,
  });
  return { program: started, firstLine: JSON.parse(started.readyMatch(1)) as T };
}

/** Runs a program to its end and returns the JSON that it printed. */
export async function runProgram<T>(program: URL, args: readonly string[]): Promise<T> {
  const output = await mustRun(process.execPath, [fileURLToPath(program), ...args], { env: environment() });
  return JSON.parse(output) as T;
}
