import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { startTestAws } from '@pineapple/test-kit/aws';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

test('starts, prints its URL, and exits cleanly on SIGTERM', async () => {
  await using aws = await startTestAws();
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: aws.local.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      PINEAPPLE_TABLE_PREFIX: await aws.newTables(),
      PINEAPPLE_BUS_URL: aws.busUrl,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let address = '';
  let ready = false;
  const lines: string[] = [];
  // The log and the ready line arrive in either order.
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    address = /listening at (http:[^"]+)/.exec(line)?.[1] ?? address;
    ready ||= line.includes('api ready');
    if (ready && address !== '') break;
  }
  expect({ ready, address }, lines.join('\n')).toEqual({
    ready: true,
    address: expect.stringMatching(/^http:/),
  });
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});

test('reports all errors of the environment, and starts nothing', async () => {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], PORT: 'many', PINEAPPLE_PUBLIC_URL: 'nowhere' },
  });
  let output = '';
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  expect(await once(child, 'close')).toEqual([78, null]);
  expect(output).toContain('PORT');
  expect(output).toContain('PINEAPPLE_PUBLIC_URL');
});
