import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PcapngReader, pcapngHeader, pcapngPackets, pcapngStatistics } from '@pineapple/host-link/capture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand } from '../command.ts';

const header = pcapngHeader({ name: 'eth0', description: '', linkType: 1, snapLength: 100, filter: null });
const packet = pcapngPackets([{ at: 1n, length: 60, bytes: new Uint8Array(60) }]);
const lab = {
  id: 'lab_1',
  name: 'first steps',
  networks: [],
  containers: [{ id: 'ctr_1', name: 'r1', readiness: { phase: 'READY' } }],
};
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A website with one lab. Each capture is handed to the test. */
const captures: { path: string; response: ServerResponse }[] = [];
let asked = Promise.withResolvers<ServerResponse>();
const website = createServer((request, response) => {
  if (request.url === '/graphql') {
    const labs = { nodes: [lab], pageInfo: { hasNextPage: false, endCursor: null } };
    return void response.end(JSON.stringify({ data: { viewer: { id: 'usr_1' }, labs } }));
  }
  captures.push({ path: request.url ?? '', response });
  asked.resolve(response);
});

beforeAll(async () => {
  website.listen(0, '127.0.0.1');
  await once(website, 'listening');
});
afterAll(() => void website.close());

function run(
  ...args: string[]
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  asked = Promise.withResolvers();
  const url = `http://127.0.0.1:${(website.address() as AddressInfo).port}`;
  const env = { ...process.env, PINEAPPLE_URL: url, PINEAPPLE_TOKEN: `pn_${'a'.repeat(43)}` };
  const place = args.includes('--on') ? 'first steps' : 'first steps/r1';
  return spawn(process.execPath, [main, 'capture', place, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }) as ReturnType<typeof run>;
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const part of stream) all += String(part);
  return all;
}

describe('readCommand', () => {
  it('reads a capture', () => {
    expect(readCommand(['capture', 'first steps/r1', 'eth1', '--filter', 'icmp', '--count', '3'])).toEqual({
      name: 'capture',
      lab: 'first steps',
      targets: [{ container: 'r1', interface: 'eth1' }],
      filter: 'icmp',
      count: 3,
      file: null,
    });
    expect(readCommand(['capture', 'a/r1', '-w', 'x.pcapng'])).toMatchObject({
      targets: [{ container: 'r1', interface: null }],
      file: 'x.pcapng',
    });
    expect(readCommand(['capture', 'a/r1', '-w', '-'])).toMatchObject({ file: null });
    expect(readCommand(['capture', 'a', '--on', 'r1:eth0', '--on', 'r2'])).toMatchObject({
      lab: 'a',
      targets: [
        { container: 'r1', interface: 'eth0' },
        { container: 'r2', interface: null },
      ],
    });
  });

  it.each([
    [['a/r1', 'eth0', 'icmp'], 'Put the filter after --filter'],
    [['a/r1', '--count', '0'], 'from 1 to 1000000'],
    [['a/r1', '--filter=-w x'], 'is an option'],
    [['a/r1', '--follow'], 'does not take --follow'],
    [['--on', 'r1:eth0'], 'Name the lab'],
    [['a', 'eth0', '--on', 'r1:eth0'], 'does not take "eth0"'],
    [['a', '--on', 'r1:eth0:x'], 'is not <container>:<interface>'],
    [['a', ...Array<string[]>(9).fill(['--on', 'lan']).flat()], 'at most 8 times'],
  ])('refuses capture %j', (args, message) => {
    expect(() => readCommand(['capture', ...args])).toThrow(message);
  });
});

describe('pineapple capture', () => {
  it('writes whole blocks until Ctrl-C, and says how many packets there were', async () => {
    await using directory = await mkdtempDisposable(join(tmpdir(), 'pn-cli-'));
    const file = join(directory.path, 'x.pcapng');
    const child = run('eth0', '--filter', 'icmp', '-w', file);
    const said = text(child.stderr);
    const response = await asked.promise;
    expect(captures.at(-1)?.path).toBe('/captures/ctr_1?interface=eth0&filter=icmp');
    response.write(Buffer.concat([header, packet, packet.subarray(0, 30)]));
    await expect
      .poll(() =>
        readFile(file).then(
          ({ length }) => length,
          () => 0,
        ),
      )
      .toBe(header.length + packet.length);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await said).toBe('[pineapple] 1 packet.\n');
    expect(new PcapngReader().read(await readFile(file))).toHaveLength(2);
  });

  it('passes on the end of the capture and its reason', async () => {
    const child = run();
    const said = text(child.stderr);
    const output: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    const end = pcapngStatistics({ at: 1n, received: 9, dropped: 2, comment: 'r1 stopped.' });
    (await asked.promise).end(Buffer.concat([header, packet, end]));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await said).toBe('[pineapple] 1 packet, 2 dropped because they came too fast. r1 stopped.\n');
    expect(new PcapngReader().read(Buffer.concat(output))).toHaveLength(3);
  });

  it('captures several interfaces of a lab at once', async () => {
    const child = run('--on', 'r1:eth0', '--on', 'r1:eth1');
    const said = text(child.stderr);
    const lost = [0, 1].map((from) =>
      Buffer.from(pcapngStatistics({ at: 1n, received: null, dropped: 2, comment: null }, from)),
    );
    const two = { name: 'x', description: '', linkType: 1, snapLength: 100, filter: null };
    (await asked.promise).end(Buffer.concat([pcapngHeader(two, two), packet, ...lost]));
    child.stdout.on('data', () => undefined);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(captures.at(-1)?.path).toBe('/captures/lab_1?on=ctr_1%3Aeth0&on=ctr_1%3Aeth1');
    expect(await said).toBe('[pineapple] 1 packet, 4 dropped because they came too fast.\n');
  });

  it('ends quietly when its reader leaves', async () => {
    const child = run();
    const said = text(child.stderr);
    const response = await asked.promise;
    response.write(header);
    await once(child.stdout, 'data');
    (child.stdout as unknown as { destroy(): void }).destroy();
    const gone = once(response, 'close');
    const pour = (): void => {
      while (!response.destroyed && response.write(packet));
    };
    response.on('drain', pour);
    pour();
    await gone;
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await said).toBe('');
  });

  it('prints why there is no capture', async () => {
    const child = run('--filter', 'icmp and');
    const said = text(child.stderr);
    const errors = [
      { message: 'The filter does not compile: syntax error.', extensions: { code: 'VALIDATION' } },
    ];
    (await asked.promise).writeHead(400).end(JSON.stringify({ errors }));
    expect(await once(child, 'close')).toEqual([255, null]);
    expect(await said).toBe('pineapple: The filter does not compile: syntax error.\n');
  });
});
