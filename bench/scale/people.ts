import { ApiClient } from '../src/api-client.ts';
import { dropLab } from '../src/lab-client.ts';
import { drawLab, readRevision } from './draw-lab.ts';
import { LabFollower } from './lab-follower.ts';
import { answerCalls } from './part.ts';
import type { PutTimes } from './put-times.ts';
import type { Sizes } from './sizes.ts';

/** The people in a process of their own: each has an account, some labs, and a page open for each of them. */
const clients: ApiClient[] = [];
const heard = new Map<string, number>();
const labs: { readonly client: ApiClient; readonly labId: string; readonly follower: LabFollower }[] = [];
const waiting = new Set<() => void>();
/** No more labs than that a person, which is what the product allows. */
const labsEach = 10;
/** Longer than Lambda takes to try a failed run again, twice. */
const longestBringUpMs = 300_000;

function stir(): void {
  for (const check of waiting) check();
}

/** Resolves when something holds that another event may have made true; false when it takes too long. */
function until(holds: () => boolean, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (held: boolean): void => {
      clearTimeout(timer);
      waiting.delete(check);
      resolve(held);
    };
    const check = (): void => void (holds() && end(true));
    const timer = setTimeout(() => end(false), patienceMs);
    waiting.add(check);
    check();
  });
}

const calls = {
  signUp: async ({ urls, labs: count }: { urls: readonly string[]; labs: number }) => {
    for (let person = 0; person < Math.ceil(count / labsEach); person += 1)
      clients.push(await ApiClient.signUp(urls[person % urls.length] ?? ''));
    return clients.length;
  },
  /** Draws labs, so many at once, until every container is READY and its host is known to match. */
  bringUp: async (sizes: Sizes) => {
    const began = performance.now();
    const times: number[] = [];
    const late: string[] = [];
    const first = labs.length;
    const numbers = Array.from({ length: sizes.labs }, (_, index) => first + index).values();
    const work = async () => {
      for (const number of numbers) {
        const client = clients[number % clients.length];
        if (!client) throw new Error('Nobody signed up.');
        const start = performance.now();
        const { labId, follow } = await drawLab(client, `lab-${number}`, sizes, (id) =>
          LabFollower.open(client, id, heard, stir),
        );
        labs.push({ client, labId, follower: follow });
        const came = await until(() => follow.ready === sizes.containersPerLab, longestBringUpMs);
        if (!came) late.push(`${labId}: ${follow.ready} of ${sizes.containersPerLab} READY`);
        times.push(performance.now() - start);
        const revision = await readRevision(client, labId);
        await until(() => follow.applied >= revision, 60_000);
      }
    };
    await Promise.all(Array.from({ length: sizes.atOnce }, work));
    return { ms: performance.now() - began, labMs: times, late };
  },
  /** Milliseconds from PutEvents to a subscriber for each phase, and how many were not heard of in time. */
  latencies: async ({ puts, patienceMs }: { puts: PutTimes; patienceMs: number }) => {
    await until(() => puts.every(([key]) => heard.has(key)), patienceMs);
    const times = puts.map(([key, at]) => (heard.get(key) ?? Number.NaN) - at);
    const known = times.filter((ms) => !Number.isNaN(ms));
    return { ms: known, missing: times.length - known.length };
  },
  deleteLabs: async (count: number) => {
    const began = performance.now();
    const some = labs.splice(0, count);
    await Promise.all(some.map(({ client, labId }) => dropLab(client, labId)));
    await until(() => some.every(({ follower }) => follower.gone), 120_000);
    for (const { follower } of some) follower[Symbol.dispose]();
    return { ms: performance.now() - began, labIds: some.map(({ labId }) => labId) };
  },
};
export type PeopleCalls = typeof calls;

answerCalls(calls, () => {
  for (const client of clients) client[Symbol.dispose]();
  return Promise.resolve();
});
