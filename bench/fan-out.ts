import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeReadyLab } from './api/ready-lab.ts';
import { startApi } from './api/start-api.ts';
import type { SubscriberProgress, SubscriberTask } from './fan-out/subscriber-task.ts';
import { ApiUser } from '@pineapple/test-kit/users';
import { labChanges } from './src/lab-watch.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { startProgram } from './src/programs.ts';

const goals = new Map([
  [1000, 1.3],
  [5000, 1.5],
]);
const mostKilobytes = 30;

/** Measures one change to 1,000 and to 5,000 subscribers. The floor is a raw broadcast of the same bytes. */
export const fanOut: Benchmark = async (note) => {
  await using api = await startApi();
  using client = await ApiUser.signUp(api.url);
  const { labId, rows } = await makeReadyLab(api, client, 20);
  const [row] = rows;
  if (!row) throw new Error('The lab has no container.');
  const floor = await startProgram<{ port: number }>(
    new URL('fan-out/raw-broadcast-server.ts', import.meta.url),
    [api.busUrl],
  );
  await using _ = floor.program;

  const subscribe = { id: 'lab', type: 'subscribe', payload: { query: labChanges, variables: { labId } } };
  const task: SubscriberTask = {
    busUrl: api.busUrl,
    product: {
      port: api.port,
      path: '/graphql',
      headers: { cookie: client.cookie, origin: api.url, 'sec-websocket-protocol': 'graphql-transport-ws' },
      hello: [JSON.stringify({ type: 'connection_init' }), JSON.stringify(subscribe)],
      greetings: 2,
    },
    floor: {
      port: floor.firstLine.port,
      path: '/',
      headers: {},
      hello: [],
      greetings: 0,
    },
    observed: { type: 'observed', labId, observation: row },
    sizes: [...goals.keys()],
    warmUps: 20,
    rounds: 100,
  };

  const measurements: Measurement[] = [];
  const resident: { size: number; bytes: number }[] = [];
  const crowd = fork(fileURLToPath(new URL('fan-out/subscribers.ts', import.meta.url)));
  crowd.on('message', (message) => {
    const progress = message as SubscriberProgress;
    if (progress.kind === 'measured') {
      const { size, product } = progress;
      const value = median(product);
      note(
        `${size} subscribers, ${progress.bytes} bytes each: ${value.toFixed(1)} ms, raw ${median(progress.floor).toFixed(1)} ms`,
      );
      const goal = { kind: 'at-most', ratio: goals.get(size) ?? Number.NaN } as const;
      measurements.push({
        what: `one change to ${size} subscribers`,
        unit: 'ms',
        value,
        floor: median(progress.floor),
        goal,
      });
      crowd.send('go on');
      return;
    }
    residentBytes(api.pid).then(
      (bytes) => {
        resident.push({ size: progress.size, bytes });
        crowd.send('go on');
      },
      () => crowd.kill(),
    );
  });
  crowd.send(task);
  const [code] = (await once(crowd, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The process of the subscribers ended with ${code}.`);

  // Relative to the smaller crowd, so that the server's own memory is not counted.
  const [few, many] = resident;
  if (few && many) {
    const value = (many.bytes - few.bytes) / (many.size - few.size) / 1000;
    const goal = { kind: 'absolute', most: mostKilobytes } as const;
    measurements.push({ what: 'memory of an idle subscriber', unit: 'kB', value, floor: null, goal });
  }
  return measurements;
};

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
