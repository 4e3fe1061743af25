import { readdir, readFile, readlink } from 'node:fs/promises';
import { dockerClient, type Product } from '@pineapple/launcher';
import { type AnalysisAnswers, analysisPath, recordingHeader } from '@pineapple/host-link/analysis';
import { capturePath, pcapngHeader, pcapngPackets } from '@pineapple/host-link/capture';
import { containerKey } from '@pineapple/test-kit/hosts';
import { ApiUser } from '@pineapple/test-kit/users';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../e2e/harness/browser.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Goal } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { startProduct } from './src/start-product.ts';

const clicks = 5;
const packetsPerSecond = 20_000;
const packets = 100_000;
const idleCaptures = 4;
const rows = 1_000_000;
const scrolledFrames = 240;

/** Sends datagrams of 20 bytes at a steady rate. */
const sender = `
import socket, sys, time
target, rate, count = socket.gethostbyname(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
start, sent = time.monotonic(), 0
while sent < count:
    due = min(count, int((time.monotonic() - start) * rate))
    if due == sent:
        time.sleep(0.0005)
    for _ in range(due - sent):
        s.sendto(b"x" * 20, (target, 9))
    sent = due
`;

/**
 * Measures captures: the first row after the click, what a page lists of a fast stream, memory on the host, a display filter over
 * what was recorded, and scrolling.
 */
export const captures: Benchmark = async (note) => {
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('captures');
  const networkId = await api.createNetwork(labId, 'lan', { ipv4Subnet: '10.0.1.0/24' });
  using watch = await LabWatch.open(api, labId);
  const make = (name: string) =>
    api.createContainer({ labId, name, image: 'host', networks: [{ networkId }] });
  const [alpha] = await Promise.all([make('alpha'), make('beta')]);
  await Promise.all(['alpha', 'beta'].map((name) => watch.ready(name)));
  const key = await containerKey(product, 'alpha');
  const send = (rate: number, count: number) =>
    run(product, key, ['python3', '-c', sender, 'beta', String(rate), String(count)]);
  await using browser = await openBrowser();

  const pinging = send(100, 3_000);
  const taken: number[] = [];
  for (let click = 0; click < clicks; click += 1) {
    const page = await openLab(browser, api, product.url, labId);
    const start = performance.now();
    await startCapture(page);
    await page.getByRole('row', { name: /UDP/ }).first().waitFor();
    taken.push(performance.now() - start);
    note(`first row after ${taken.at(-1)?.toFixed(0)} ms`);
    await page.context().close();
  }
  await pinging;

  const page = await openLab(browser, api, product.url, labId);
  await startCapture(page);
  await page.getByLabel('Capture filter of alpha eth0').fill('udp dst port 9');
  await page.getByLabel('Capture filter of alpha eth0').press('Enter');
  await page.getByText('No packets that match the filter yet.').waitFor();
  await send(packetsPerSecond, packets);
  const counted = page.getByText(/^\d+ packets/);
  await page
    .getByText(new RegExp(`^${packets} packets`))
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined);
  const listed = Number.parseInt((await counted.textContent()) ?? '', 10);
  note(`the page says: ${(await counted.textContent()) ?? ''}`);
  await page.context().close();

  const before = await agentMemoryKb(product);
  const idle = await Promise.all(
    Array.from({ length: idleCaptures }, () => openCapture(product, api, alpha, {})),
  );
  await send(1_000, 2_000);
  const grown = (await agentMemoryKb(product)) - before;
  const programs = await captureProgramsKb();
  note(
    `${idleCaptures} captures: ${programs.toFixed(0)} kB of programs, ${grown.toFixed(0)} kB of the agent`,
  );
  for (const { stop } of idle) stop();

  const recorded = await openCapture(product, api, alpha, { filter: 'udp dst port 9', record: true });
  await send(packetsPerSecond, packets);
  const ask = askRecording(product, api, alpha, recorded.recordingId);
  const { snapshot, frames } = await ask<AnalysisAnswers['load']>({ ask: 'load', newer: true });
  const filters: number[] = [];
  for (const filter of ['udp.port == 9 && ip.ttl > 3', 'frame.len < 60', 'tcp || udp.length == 28']) {
    const start = performance.now();
    await ask({ ask: 'frames', snapshot, filter, skip: 0, limit: 100 });
    filters.push(performance.now() - start);
  }
  note(`filters over ${frames} packets: ${filters.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  recorded.stop();

  const frameMs = await scroll(browser, api, product.url, labId, note);
  await api.deleteLab(labId);
  const result = (what: string, unit: 'ms' | 'packets' | 'kB', value: number, goal: Goal) =>
    ({ what, unit, value, floor: null, goal }) as const;
  return [
    result('the first row of a capture after the click', 'ms', median(taken), {
      kind: 'absolute',
      most: 300,
    }),
    result(
      `missing in the list, of ${packets} at ${packetsPerSecond} a second`,
      'packets',
      packets - listed,
      {
        ...{ kind: 'absolute', most: 0 },
      },
    ),
    result('memory of a capture on the host', 'kB', (programs + Math.max(0, grown)) / idleCaptures, {
      ...{ kind: 'absolute', most: 15 * 1024 },
    }),
    result('a display filter, for 100,000 packets', 'ms', (median(filters) * 100_000) / frames, {
      ...{ kind: 'absolute', most: 1_500 },
    }),
    result('a frame while scrolling a million rows', 'ms', frameMs, { kind: 'absolute', most: 20 }),
  ];
};

async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const browser = await startBrowser();
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

/** A page of the lab in its table view. @param script what runs before the page's own */
async function openLab(
  browser: Browser,
  api: ApiUser,
  url: string,
  labId: string,
  script?: string,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const [name, value] = api.cookie.split('=', 2);
  await context.addCookies([{ name: name ?? '', value: value ?? '', url }]);
  if (script !== undefined) await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(`/labs/${labId}?view=table`);
  await page.getByRole('button', { name: 'Capture packets of alpha eth0' }).waitFor();
  return page;
}

async function startCapture(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Capture packets of alpha eth0' }).click();
}

async function run(product: Product, key: string, command: string[]): Promise<void> {
  const exec = await dockerClient(product.dockerHost)
    .getContainer(key)
    .exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({});
  stream.resume();
  const ended = Promise.withResolvers<void>();
  stream.on('end', ended.resolve).on('error', ended.reject);
  await ended.promise;
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0) throw new Error(`The sender ended with ${ExitCode}.`);
}

/** Opens a capture through the API and reads all of it. */
async function openCapture(
  { url }: Product,
  { cookie }: ApiUser,
  containerId: string,
  query: Parameters<typeof capturePath>[1],
): Promise<{ readonly recordingId: string; stop(): void }> {
  const left = new AbortController();
  const path = capturePath(containerId, query);
  const response = await fetch(new URL(path, url), { headers: { cookie }, signal: left.signal });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  response.body?.pipeTo(new WritableStream()).catch(() => undefined);
  return { recordingId: response.headers.get(recordingHeader) ?? '', stop: () => left.abort() };
}

function askRecording({ url }: Product, { cookie }: ApiUser, containerId: string, recordingId: string) {
  return async <T>(question: object): Promise<T> => {
    const response = await fetch(new URL(analysisPath(containerId, recordingId), url), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: url },
      body: JSON.stringify(question),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}

/** The processes that run the capture program. */
async function programPids(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => commands[index]?.split('\0')[0]?.includes('/native/capture-'));
}

/** The rings that the kernel has for them are mapped, and so included. */
async function captureProgramsKb(): Promise<number> {
  const all = await Promise.all((await programPids()).map(memoryKb));
  return all.reduce((sum, each) => sum + each, 0);
}

async function agentMemoryKb(product: Product): Promise<number> {
  return memoryKb(await agentPid(product));
}

async function memoryKb(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Rss:\s+(\d+) kB$/m.exec(rollup)?.[1]);
}

async function agentPid({ agentSocket }: Product): Promise<number> {
  const listening = (await readFile('/proc/net/unix', 'utf8'))
    .split('\n')
    .find((line) => line.endsWith(` ${agentSocket}`) && line.includes(' 00010000 '));
  const inode = listening?.trim().split(/\s+/)[6] ?? '';
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(files.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
    if (targets.includes(`socket:[${inode}]`)) return Number(pid);
  }
  throw new Error('The host agent was not found.');
}

/** Gives the page a capture of a million packets, scrolls through it, and returns the mean time of a frame. */
async function scroll(
  browser: Browser,
  api: ApiUser,
  url: string,
  labId: string,
  note: (text: string) => void,
): Promise<number> {
  const header = pcapngHeader({
    ...{ name: 'eth0', description: 'alpha', linkType: 1, snapLength: 100, filter: null },
  });
  const frame = Buffer.from(
    'ffffffffffff02000000000a08004500003000000000401164ac0a00010a0a00010b138800090014000078',
    'hex',
  );
  const part = pcapngPackets(
    Array.from({ length: 1_000 }, (_, index) => ({ at: BigInt(index), length: 62, bytes: frame })),
  );
  const page = await openLab(
    ...([browser, api, url, labId] as const),
    `{
      const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
      const original = window.fetch;
      window.fetch = (path, ...rest) => {
        if (!String(path).startsWith('/captures/')) return original(path, ...rest);
        let left = ${rows / 1_000};
        const part = bytes('${Buffer.from(part).toString('base64')}');
        const body = new ReadableStream({
          start: (stream) => stream.enqueue(bytes('${Buffer.from(header).toString('base64')}')),
          pull: (stream) => { if (left-- > 0) stream.enqueue(part.slice()); else return new Promise(() => {}); },
        });
        return Promise.resolve(new Response(body));
      };
    }`,
  );
  const start = performance.now();
  await startCapture(page);
  await page.getByText(new RegExp(`^${rows} packets`)).waitFor();
  note(`the page has ${rows} packets after ${(performance.now() - start).toFixed(0)} ms`);
  const frameMs = await page.evaluate<number>(`new Promise((resolve) => {
    const list = document.querySelector('.packets');
    const most = list.scrollHeight - list.clientHeight;
    let [frames, first] = [0, 0];
    (function tick(now) {
      if (frames === 1) first = now;
      if (frames > ${scrolledFrames}) return resolve((now - first) / (frames - 1));
      // Every other frame a page, and in between jumps over the whole list.
      list.scrollTop = frames % 2 === 0 ? most * (frames / ${scrolledFrames}) : list.scrollTop + list.clientHeight;
      frames += 1;
      requestAnimationFrame(tick);
    })(performance.now());
  })`);
  const shown = await page.getByRole('row').last().getAttribute('aria-rowindex');
  note(`${(1000 / frameMs).toFixed(1)} frames/s; the last row that is drawn is ${shown ?? 'none'}`);
  if (Number(shown) < rows / 2) throw new Error('The list did not scroll.');
  await page.context().close();
  return frameMs;
}
