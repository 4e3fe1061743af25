import { readFile } from 'node:fs/promises';
import { countBuffersWithHeap } from '@pineapple/config';
import { type BytePipe, echo, received, runLine } from './terminals/byte-pipe.ts';
import { openDirect, openTerminal } from './terminals/open-pipe.ts';
import { ApiUser } from '@pineapple/test-kit/users';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Goal, Measurement } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';

const warmUps = 50;
const keystrokes = 500;
const floodedKeystrokes = 300;
const interrupts = 20;
const fileMb = 32;
const mostRounds = 9;
/** For each file. */
const budgetMs = 25_000;
/** Rounds until the code that carries the bytes is compiled. */
const warmUpRounds = 2;
const idleTerminals = 200;
const perContainer = 16;

/**
 * Compares a shell in a container through the product's WebSocket with the Engine API's own stream to the same container.
 * Measures the echo of a keystroke, alone and while another terminal prints as fast as it can; how fast Ctrl-C ends such
 * a flood; the throughput; and the memory of an idle terminal.
 */
export const terminals: Benchmark = async (note) => {
  countBuffersWithHeap();
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('terminals');
  using watch = await LabWatch.open(api, labId);
  const names = Array.from({ length: Math.ceil(idleTerminals / perContainer) + 2 }, (_, at) => `node-${at}`);
  const ids = await Promise.all(
    names.map((name) => api.createContainer({ labId, name, image: 'host', networks: [] })),
  );
  await Promise.all(names.map((name) => watch.ready(name)));
  const [firstName = '', secondName = ''] = names;
  const [first = '', second = ''] = ids;

  const measurements = await (async (): Promise<Measurement[]> => {
    using through = await openTerminal(api, first, 'main');
    using direct = await openDirect(product, firstName);
    const throughput = await bytesThrough(through, direct);
    await Promise.all(
      [through, direct].map((pipe) => runLine(pipe, "stty raw -echo; echo g''o; exec cat", 'go')),
    );
    const alone = await echoes(through, direct);

    using productFlood = await openTerminal(api, second, 'main');
    const loud = await flooded(productFlood, through);
    const stopped = await interrupted(productFlood);
    using directFlood = await openDirect(product, secondName);
    const floor = await flooded(directFlood, direct);
    const stoppedDirect = await interrupted(directFlood);
    note(
      `echo p50, alone: ${median(alone.product).toFixed(2)} ms, direct ${median(alone.floor).toFixed(2)} ms`,
    );
    note(`echo p50, during a flood: ${median(loud).toFixed(2)} ms, direct ${median(floor).toFixed(2)} ms`);
    return [
      echoed('keystroke echo, p95, alone', alone.product, alone.floor),
      echoed('keystroke echo, p95, during a flood', loud, floor),
      {
        what: 'Ctrl-C in a flood until the shell answers, p95',
        unit: 'ms',
        value: percentile(stopped, 0.95),
        floor: percentile(stoppedDirect, 0.95),
        goal: { kind: 'absolute', most: 200 },
      },
      ...throughput,
    ];
  })();
  const memory = await idleMemory(api, ids.slice(2), product.processes);
  await api.deleteLab(labId);
  return [...measurements, ...memory];
};

function echoed(what: string, product: readonly number[], floor: readonly number[]): Measurement {
  return {
    what,
    unit: 'ms',
    value: percentile(product, 0.95),
    floor: percentile(floor, 0.95),
    goal: { kind: 'at-most-more', by: 3 },
  };
}

async function echoes(product: BytePipe, floor: BytePipe) {
  const samples = { product: [] as number[], floor: [] as number[] };
  for (let at = -warmUps; at < keystrokes; at += 1) {
    const taken = [await echo(product), await echo(floor)] as const;
    if (at < 0) continue;
    samples.product.push(taken[0]);
    samples.floor.push(taken[1]);
  }
  return samples;
}

/** Measures keystrokes in one terminal while another prints. The flood has ended when it returns. */
async function flooded(flood: BytePipe, quiet: BytePipe): Promise<number[]> {
  flood.write(Buffer.from('yes\r'));
  await received(flood, 1024 * 1024);
  flood.listen(() => undefined);
  const samples: number[] = [];
  for (let at = -warmUps; at < floodedKeystrokes; at += 1) {
    const took = await echo(quiet);
    if (at >= 0) samples.push(took);
  }
  const ended = runLine(flood, "\u0003echo d''one", 'done');
  await ended;
  return samples;
}

/** Measures the time from Ctrl-C in a flood until the shell has run the next line. */
async function interrupted(pipe: BytePipe): Promise<number[]> {
  const samples: number[] = [];
  for (let at = 0; at < interrupts; at += 1) {
    pipe.write(Buffer.from('yes\r'));
    await received(pipe, 1024 * 1024);
    const start = performance.now();
    await runLine(pipe, "\u0003echo d''one", 'done');
    samples.push(performance.now() - start);
  }
  return samples;
}

/** The files to print: a log, which compresses well, and random text, which does not. */
const files = [
  {
    what: 'of a log',
    make: `awk 'BEGIN{srand(7);while(n<${fileMb}*1048576){l=sprintf("Nov 24 13:%02d:%02d host daemon[%d]: request %x took %d ms, status %d",rand()*60,rand()*60,rand()*9999,rand()*1e9,rand()*900,200+rand()*300);print l;n+=length(l)+1}}'`,
    goal: { kind: 'at-least', ratio: 0.6 },
  },
  {
    what: 'of random text',
    make: `head -c ${(fileMb * 1024 * 1024 * 3) / 4} /dev/urandom | base64 -w 76`,
    goal: { kind: 'reported' },
  },
] as const satisfies readonly { readonly what: string; readonly make: string; readonly goal: Goal }[];

async function bytesThrough(product: BytePipe, direct: BytePipe): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { what, make, goal } of files) {
    await runLine(product, `${make} | head -c ${fileMb}M > /tmp/text; echo m''ade`, 'made');
    for (const pipe of [product, direct])
      await runLine(pipe, "PS1=; stty -opost -echo; echo q''uiet", 'quiet');
    const rates = { product: [] as number[], floor: [] as number[] };
    for (const round of rounds(warmUpRounds + mostRounds, budgetMs)) {
      const measured = { product: await rate(product), floor: await rate(direct) };
      if (round < warmUpRounds) continue;
      rates.product.push(measured.product);
      rates.floor.push(measured.floor);
    }
    for (const pipe of [product, direct]) await runLine(pipe, "stty sane; echo s''ane", 'sane');
    measurements.push({
      what: `${fileMb} MB ${what} printed`,
      unit: 'MB/s',
      value: median(rates.product),
      floor: median(rates.floor),
      goal,
    });
  }
  return measurements;
}

async function rate(pipe: BytePipe): Promise<number> {
  const done = received(pipe, fileMb * 1024 * 1024);
  pipe.write(Buffer.from('cat /tmp/text\r'));
  return fileMb / ((await done) / 1000);
}

/** Measures the memory that each process needs for idle terminals. */
async function idleMemory(
  api: ApiUser,
  containerIds: readonly string[],
  processes: Readonly<Record<'api' | 'agent' | 'aws', { readonly pid: number | undefined }>>,
): Promise<Measurement[]> {
  const parts = ['api', 'agent', 'aws'] as const;
  const measure = () => Promise.all(parts.map((part) => residentKb(processes[part].pid)));
  const before = await measure();
  const open: BytePipe[] = [];
  try {
    for (let at = 0; at < idleTerminals; at += 1) {
      const containerId = containerIds[Math.floor(at / perContainer)] ?? '';
      open.push(await openTerminal(api, containerId, `idle-${at % perContainer}`));
    }
    const after = await measure();
    return parts.map((part, index) => ({
      what: `memory of each of ${idleTerminals} idle terminals, in ${titles[part]}`,
      unit: 'kB',
      value: ((after[index] ?? 0) - (before[index] ?? 0)) / idleTerminals,
      floor: null,
      goal: { kind: 'reported' },
    }));
  } finally {
    for (const pipe of open) pipe[Symbol.dispose]();
  }
}

const titles = { api: 'the API', agent: 'the host agent', aws: 'the local AWS' } as const;

async function residentKb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN);
}
