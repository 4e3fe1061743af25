import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchProduct, repositoryRoot, SetupError, streamProgress } from '@pineapple/launcher';

const progress = streamProgress(process.stdout);

function portFrom(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SetupError(`${name} must be a port number between 1 and 65535, not "${text}".`);
}

/** The product's own environment variables, as the user has set them. */
function ownVariables(): Record<string, string> {
  const taken = new Set(['PINEAPPLE_DATA_DIR', 'PINEAPPLE_RUN']);
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('PINEAPPLE_') && !taken.has(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
  process.stdout.write('Pineapple Networks\n');
  const product = await launchProduct({
    dataDir: resolve(process.env['PINEAPPLE_DATA_DIR'] ?? `${repositoryRoot}/.pineapple`),
    port: portFrom('PORT', 4000),
    awsPort: portFrom('PINEAPPLE_AWS_PORT', 4566),
    environment: process.env,
    env: ownVariables(),
    development: values.dev,
    progress,
    onRestart: (reason) => progress.note(reason),
  });
  process.stdout.write(`\n  Open ${product.url}\n  Stop with Ctrl-C; labs are kept.\n\n`);
  const end = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end.resolve());
  await end.promise;
  process.stdout.write('\n  Stopping\n');
  await product[Symbol.asyncDispose]();
}

try {
  await main();
} catch (error) {
  const text =
    error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
}
