import { jsonLog } from './log.ts';
import { readMainOptions } from './main-options.ts';
import { startLocalAws } from './start-local-aws.ts';

/**
 * The local AWS as a process. Its first line on stdout is `{"endpoint":…,"busUrl":…}`, followed by its log. SIGTERM and
 * SIGINT end it gracefully; no other end loses data either.
 */
const early: string[] = [];
let write = (line: string): void => void early.push(line);

let options;
try {
  options = readMainOptions(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

const aws = await startLocalAws({ ...options, log: jsonLog((line) => write(line)) });
process.stdout.write(`${JSON.stringify({ endpoint: aws.endpoint, busUrl: aws.busUrl })}\n${early.join('')}`);
write = (line) => void process.stdout.write(line);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void aws[Symbol.asyncDispose]().then(() => process.exit(0));
  });
}
