import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { readMainOptions } from './main-options.ts';
import { eventually } from './testing/eventually.ts';
import { startProcess } from './testing/local-aws-process.ts';
import { createDocument, sendCommand, invocationOf } from './testing/ssm-commands.ts';
import { Clients, hostId } from './testing/start-test-aws.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

describe('the process', () => {
  test('prints its endpoints, logs the functions’ output, and ends gracefully on SIGTERM during work', async () => {
    await using directory = await temporaryDirectory();
    await using local = await startProcess({ dataDir: directory.path, instances: [{ instanceId: hostId }] });
    const clients = new Clients(local.endpoint);
    await clients.createFunction('hello', 'export const handler = async () => { console.log("hello"); };');
    const { $metadata } = await clients.lambda.send(new InvokeCommand({ FunctionName: 'hello' }));
    await eventually(() => local.log).toMatchObject([
      { level: 'info', function: 'hello', requestId: $metadata.requestId, message: 'hello' },
    ]);
    await createDocument(clients.ssm, 'Slow', ['sleep 60']);
    const id = await sendCommand(clients.ssm, 'Slow');
    await eventually(async () => (await invocationOf(clients.ssm, id)).Status).toBe('InProgress');
    const subscriber = new Redis(local.busUrl, { retryStrategy: () => null });
    await subscriber.subscribe('a');
    expect(await local.end('SIGTERM')).toBe(0);
    subscriber.disconnect();
    clients.close();
  });

  test('refuses invalid options with a reason and status 2', async () => {
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('./main.ts', import.meta.url)),
      '{"dataDir":"","prot":1}',
    ]);
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(2);
    expect(errors).toContain('dataDir');
    expect(errors).toContain('prot');
  });

  test('refuses a data directory that is in use', async () => {
    await using directory = await temporaryDirectory();
    const dataDir = directory.path;
    await using first = await startProcess({ dataDir });
    expect(first.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('./main.ts', import.meta.url)),
      JSON.stringify({ dataDir }),
    ]);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).not.toBe(0);
  });
});

describe('readMainOptions', () => {
  test('fills in defaults', () => {
    expect(readMainOptions('{"dataDir":"a"}')).toMatchObject({ dataDir: 'a', port: 0, ssm: { workers: 5 } });
  });

  test.each([
    [undefined, 'first argument'],
    ['{', 'is not valid JSON'],
    ['{}', 'dataDir'],
    ['{"dataDir":"a","instances":[{"instanceId":"host"}]}', 'must be i- or mi-'],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => readMainOptions(text)).toThrow(message);
  });
});
