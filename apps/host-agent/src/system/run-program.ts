import { spawn } from 'node:child_process';

/** A program exited with a status other than zero, or could not be run. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly stderr: string;

  constructor(program: string, status: string, stderr: string) {
    super(`${program} exited with ${status}: ${stderr.trim() || 'no error output'}`);
    this.stderr = stderr;
  }
}

/**
 * Runs a program with a list of arguments, never through a shell, and returns its standard output.
 * @throws ProgramError when it fails
 */
export function runProgram(program: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A program that exits before it has read all its input reports that by its status.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new ProgramError(program, signal ?? `status ${code}`, stderr));
    });
    child.stdin.end(input);
  });
}
