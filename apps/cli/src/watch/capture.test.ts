import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PcapngReader, pcapngHeader, pcapngPackets, pcapngStatistics } from '@pineapple/host-link/capture';
import { EventLog } from '@pineapple/test-kit/waiting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand } from '../command.ts';

const header = pcapngHeader({ name: 'eth0', description: '', linkType: 1, snapLength: 100, filter: null });
const packet = pcapngPackets([{ at: 1n, length: 60, bytes: new Uint8Array(60) }]);
const lab = {
  id: 'lab_1',
  name: 'first steps',
  networks: [{ id: 'net_abcdefghijkl_mnopqr', name: 'lan' }],
  containers: [{ id: 'ctr_1', name: 'r1', readiness: { phase: 'READY' } }],
};
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A website with one lab. Each capture is handed to the test. */
const captures: { path: string; response: ServerResponse }[] = [];
let asked = Promise.withResolvers<ServerResponse>();
const recordingId = '0b7a1f0e-5d0f-4c55-9b26-6f3b8a3d4c11';
/** A question about a recording, which the test answers. */
interface Question {
  readonly question: unknown;
  answer(body: object, status?: number): void;
}
const inbox = new EventLog<Question>();
const next = () => inbox.next();
const website = createServer((request, response) => {
  if (request.url === '/graphql') {
    const labs = { nodes: [lab], pageInfo: { hasNextPage: false, endCursor: null } };
    return void response.end(JSON.stringify({ data: { viewer: { id: 'usr_1' }, labs } }));
  }
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () =>
      inbox.push({
        question: JSON.parse(body) as unknown,
        answer: (answer, status = 200) => response.writeHead(status).end(JSON.stringify(answer)),
      }),
    );
    return;
  }
  response.setHeader('pineapple-recording', recordingId);
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
      targets: [{ node: 'r1', interface: 'eth1' }],
      filter: 'icmp',
      count: 3,
      ...{ file: null, wait: true, rows: null },
    });
    expect(
      readCommand(['capture', 'a/r1', '--json', '-Y', 'tcp.port == 80', '--recording', 'id']),
    ).toMatchObject({ rows: { displayFilter: 'tcp.port == 80', recordingId: 'id' } });
    expect(readCommand(['capture', 'a/r1', '-w', 'x.pcapng'])).toMatchObject({
      targets: [{ node: 'r1', interface: null }],
      file: 'x.pcapng',
    });
    expect(readCommand(['capture', 'a/r1', '-w', '-'])).toMatchObject({ file: null });
    expect(readCommand(['capture', 'a', '--on', 'r1:eth0', '--on', 'r2'])).toMatchObject({
      lab: 'a',
      targets: [
        { node: 'r1', interface: 'eth0' },
        { node: 'r2', interface: null },
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
    [['a', '--on', 'r1:eth0:x'], 'is neither <container>:<interface>'],
    [['a/r1', '-Y', 'tcp'], 'Add --json'],
    [['a/r1', '--json', '-w', 'x'], 'Leave out --write'],
    [['a/r1', '--json', '--recording', 'x', '--filter', 'arp'], 'without --filter'],
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
    const end = pcapngStatistics({ at: 1n, received: 9, dropped: 2, comment: 'r1 stopped.', isEnd: true });
    (await asked.promise).end(Buffer.concat([header, packet, end]));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await said).toBe('[pineapple] 1 packet, 2 dropped because they came too fast. r1 stopped.\n');
    expect(new PcapngReader().read(Buffer.concat(output))).toHaveLength(3);
  });

  it('keeps what came before the host was lost, and says so', async () => {
    await using directory = await mkdtempDisposable(join(tmpdir(), 'pn-cli-'));
    const file = join(directory.path, 'x.pcapng');
    const child = run('eth0', '-w', file);
    const said = text(child.stderr);
    const response = await asked.promise;
    response.write(Buffer.concat([header, packet, packet.subarray(0, 30)]));
    const written = async (): Promise<number> => (await readFile(file).catch(() => '')).length;
    await expect.poll(written).toBe(header.length + packet.length);
    response.destroy();
    expect(await once(child, 'close')).toEqual([255, null]);
    expect(await said).toMatch(
      /^pineapple: The capture was lost: .+ What came before is kept: 1 packet\.\n$/,
    );
    expect(new PcapngReader().read(await readFile(file))).toHaveLength(2);
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

  it('captures a network, and says what it waits for once', async () => {
    const child = run('--on', 'lan');
    const said = text(child.stderr);
    const comment = 'lan is not in place. The capture begins when it is.';
    const waiting = pcapngStatistics({ at: 1n, received: null, dropped: 0, comment });
    const response = await asked.promise;
    expect(captures.at(-1)?.path).toBe('/captures/net_abcdefghijkl_mnopqr');
    response.end(Buffer.concat([header, waiting, waiting, packet]));
    child.stdout.on('data', () => undefined);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await said).toBe(`[pineapple] ${comment}\n[pineapple] 1 packet.\n`);
  });

  it('prints rows that match a display filter as they come, each once', async () => {
    const child = run('eth0', '--json', '-Y', 'arp', '--count', '3');
    const rows = text(child.stdout);
    const said = text(child.stderr);
    const response = await asked.promise;
    expect(captures.at(-1)?.path).toBe('/captures/ctr_1?interface=eth0&record=true');
    response.write(Buffer.concat([header, packet]));
    const cells = (number: number) => [String(number), '0.5', '10.0.0.1', '10.0.0.2', 'ARP', '60', 'Who has'];
    const row = (number: number) => ({ number, cells: cells(number), background: null, foreground: null });
    const questions: unknown[] = [];
    // Between both, the recording has forgotten one packet.
    for (const [forgotten, found] of [
      [0, [1, 2]],
      [1, [3]],
    ] as const) {
      const load = await next();
      questions.push(load.question);
      load.answer({ snapshot: forgotten + 1, frames: 2 + forgotten, forgotten, missed: 0 });
      const frames = await next();
      questions.push(frames.question);
      frames.answer({ matched: found.length, rows: found.map(row) });
      response.write(packet);
    }
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(questions).toEqual([
      { ask: 'load', newer: true },
      { ask: 'frames', snapshot: 1, filter: 'frame.number > 0 && (arp)', skip: 0, limit: 3 },
      { ask: 'load', newer: true },
      { ask: 'frames', snapshot: 2, filter: 'frame.number > 1 && (arp)', skip: 0, limit: 1 },
    ]);
    const about = { time: 0.5, source: '10.0.0.1', destination: '10.0.0.2', protocol: 'ARP' };
    expect(
      (await rows)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([1, 2, 4].map((number) => ({ number, ...about, length: 60, info: 'Who has' })));
    expect(await said).toContain(`[pineapple] Recording ${recordingId}, kept for ten minutes`);
  });

  it('prints the rows of an earlier recording, and why there are none', async () => {
    const child = run('--json', '--recording', recordingId);
    const rows = text(child.stdout);
    (await next()).answer({ snapshot: 1, frames: 0, forgotten: 0, missed: 0 });
    (await next()).answer({ matched: 0, rows: [] });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await rows).toBe('');
    const refused = run('--json', '--recording', recordingId);
    const said = text(refused.stderr);
    const message = 'The host no longer has this recording.';
    (await next()).answer({ errors: [{ message }] }, 404);
    expect(await once(refused, 'close')).toEqual([255, null]);
    expect(await said).toBe(`pineapple: ${message}\n`);
  });

  it('ends quietly when its reader leaves', async () => {
    const child = run();
    const said = text(child.stderr);
    const ended = once(child, 'close');
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
    expect(await ended).toEqual([0, null]);
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
