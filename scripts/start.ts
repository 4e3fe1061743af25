import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchProduct, removeHosts, repositoryRoot, SetupError, streamProgress } from '@pineapple/launcher';

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
  const taken = new Set(['PINEAPPLE_DATA_DIR', 'PINEAPPLE_RUN', 'PINEAPPLE_HOST', 'PINEAPPLE_HOSTS']);
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('PINEAPPLE_') && !taken.has(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

async function main(): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { dev: flag, remove: flag } });
  process.stdout.write('Pineapple Networks\n');
  const dataDir = resolve(process.env['PINEAPPLE_DATA_DIR'] ?? `${repositoryRoot}/.pineapple`);
  if (values.remove) {
    process.stdout.write(`\n  ${await removeHosts(dataDir, process.env)}\n`);
    return;
  }
  const product = await launchProduct({
    dataDir,
    port: portFrom('PORT', 4000),
    awsPort: portFrom('PINEAPPLE_AWS_PORT', 4566),
    environment: process.env,
    env: ownVariables(),
    development: values.dev,
    progress,
    onRestart: (reason) => progress.note(reason),
  });
  const { operatorCode } = product;
  const forOperator =
    operatorCode === null
      ? ''
      : `  To manage hosts, enter the operator code ${operatorCode} on your account page.\n`;
  process.stdout.write(`\n  Open ${product.url}\n${forOperator}  Stop with Ctrl-C; labs are kept.\n\n`);
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
