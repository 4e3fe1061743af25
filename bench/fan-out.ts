import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeReadyLab } from './api/ready-lab.ts';
import { startApi } from './api/start-api.ts';
import type { SubscriberNews, SubscriberTask } from './fan-out/subscriber-task.ts';
import { ApiClient } from './src/api-client.ts';
import { startChild } from './src/child.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median } from './src/percentile.ts';

const goals = new Map([
  [1000, 1.3],
  [5000, 1.5],
]);
const mostKilobytes = 30;

/** What a page subscribes to that shows a lab. */
const labChanges = `subscription LabChanges($labId: ID!) {
  labChanges(labId: $labId) {
    __typename
    ... on LabUpdated { lab { id name revision } }
    ... on ContainerChanged {
      container {
        id name phase image { name }
        readiness { phase reason since elapsedMs version phases { phase at durationMs } }
        interfaces { name ipv4Address network { id } }
      }
    }
    ... on ContainerDeleted { containerId }
  }
}`;

/** One change to a thousand and to five thousand subscribers, next to a raw broadcast of the same bytes. */
export const fanOut: Benchmark = async (note) => {
  await using api = await startApi();
  using client = await ApiClient.signUp(api.url);
  const { labId, rows } = await makeReadyLab(api, client, 20);
  const [row] = rows;
  if (!row) throw new Error('The lab has no container.');
  using floor = await startChild(new URL('fan-out/raw-broadcast-server.ts', import.meta.url), [api.busUrl]);

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
      port: (JSON.parse(floor.firstLine) as { port: number }).port,
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
    const news = message as SubscriberNews;
    if (news.kind === 'measured') {
      const { size, product } = news;
      const value = median(product);
      note(
        `${size} subscribers, ${news.bytes} bytes each: ${value.toFixed(1)} ms, raw ${median(news.floor).toFixed(1)} ms`,
      );
      const goal = { kind: 'at-most', ratio: goals.get(size) ?? Number.NaN } as const;
      measurements.push({
        what: `one change to ${size} subscribers`,
        unit: 'ms',
        value,
        floor: median(news.floor),
        goal,
      });
      crowd.send('go on');
      return;
    }
    residentBytes(api.pid).then(
      (bytes) => {
        resident.push({ size: news.size, bytes });
        crowd.send('go on');
      },
      () => crowd.kill(),
    );
  });
  crowd.send(task);
  const [code] = (await once(crowd, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The process of the subscribers ended with ${code}.`);

  // From the first crowd on, so that what the server needs in any case is not counted as the subscribers'.
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
