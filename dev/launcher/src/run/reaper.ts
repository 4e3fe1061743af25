import { cleanUpRun } from './clean-up.ts';
import { staleRuns } from './run-directories.ts';

/**
 * A process that outlives its parent and cleans up after it. It first cleans up runs that ended without a reaper, says
 * so with one line, and then waits for the end of its standard input: the parent's end of that pipe closes however the
 * parent ends, also by SIGKILL.
 */
const [directory = '', owner = ''] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for (const stale of staleRuns()) await cleanUpRun(stale, [process.pid]);
process.stdout.write('swept\n');
process.stdout.on('error', () => undefined);

for await (const _ of process.stdin) continue;
await cleanUpRun(directory, [process.pid, Number(owner)]);
