import { spawn } from 'node:child_process';
import { ProgramError } from './program-error.ts';

/**
 * Runs a program with a list of arguments, never through a shell, and answers what it printed.
 * @throws ProgramError when it fails
 */
export function runProgram(program: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A program that ends before it has read everything says so by its status.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new ProgramError(program, signal ?? `status ${code}`, stderr));
    });
    child.stdin.end(input);
  });
}
