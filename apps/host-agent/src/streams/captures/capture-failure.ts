import type { CaptureRequest } from '@pineapple/host-link/capture';
import { StreamRefusal } from '../stream-refusal.ts';

const missingProgram = /failed to execute tcpdump|nsenter: not found/;
const missingInterface =
  /No such device|disappeared|cannot open .*\/netns\/|reassociate to namespace .*\/netns\//i;

/**
 * Why the capture program ended before it captured anything.
 * @param errorOutput what it wrote to its standard error
 */
export function explainFailure(
  errorOutput: string,
  { filter }: Pick<CaptureRequest, 'filter'>,
  container: string,
): StreamRefusal {
  if (missingProgram.test(errorOutput)) {
    const message = 'This host has no tcpdump. Install the package tcpdump on it.';
    return new StreamRefusal('UNSUPPORTED', message);
  }
  if (missingInterface.test(errorOutput)) {
    const message = `${container} has no such interface now. Wait until it is READY, and try again.`;
    return new StreamRefusal('NOT_RUNNING', message);
  }
  const reason = lastWords(errorOutput);
  if (filter !== null) {
    return new StreamRefusal('FILTER', `The filter "${filter.slice(0, 200)}" does not compile: ${reason}.`);
  }
  return new StreamRefusal('DOCKER', `The capture program failed: ${reason}.`);
}

/** How many packets the program says that it has seen and lost. */
export function readTotals(errorOutput: string): { received: number | null; dropped: number } {
  const count = (pattern: RegExp): number | null => {
    const found = pattern.exec(errorOutput)?.[1];
    return found === undefined ? null : Number(found);
  };
  return {
    received: count(/^(\d+) packets? received by filter$/m),
    dropped:
      (count(/^(\d+) packets? dropped by kernel$/m) ?? 0) +
      (count(/^(\d+) packets? dropped by interface$/m) ?? 0),
  };
}

/** The message of the last line that the program wrote about itself. */
function lastWords(errorOutput: string): string {
  const lines = errorOutput.split('\n').filter((line) => line.startsWith('tcpdump: '));
  const words = (lines.at(-1) ?? errorOutput)
    .replace('tcpdump: ', '')
    .replace("can't parse filter expression: ", '');
  return words.trim().slice(0, 300) || 'it gave no reason';
}
