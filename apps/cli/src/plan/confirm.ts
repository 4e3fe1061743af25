import { createInterface } from 'node:readline/promises';
import { CliError } from '../cli-error.ts';

/** Asks in the terminal. @throws CliError without one, or for another answer than `yes` */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY)
    throw new CliError(`${question} There is no terminal to ask in. Give --yes to go on.`);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await reader.question(`${question} Type yes to go on: `);
    if (answer.trim() !== 'yes') throw new CliError('Nothing was changed.');
  } finally {
    reader.close();
  }
}
