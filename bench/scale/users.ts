import { ApiUser } from '@pineapple/test-kit/users';
import { Conditions } from '@pineapple/test-kit/waiting';
import { LabWatch, type WatchedContainer } from '../src/lab-watch.ts';
import { drawLab, readRevision } from './draw-lab.ts';
import { answerCalls } from './part.ts';
import { now, phaseKey, type PutTimes } from './put-times.ts';
import type { Sizes } from './sizes.ts';

/** The users in one process. Each has an account, some labs, and a subscription for each lab. */
const clients: ApiUser[] = [];
const heard = new Map<string, number>();
const labs: { readonly client: ApiUser; readonly labId: string; readonly watch: LabWatch }[] = [];
const changes = new Conditions();
/** Labs of one user. */
const labsEach = 10;
const longestBringUpMs = 60_000;

/** Notes when each phase of a container was first seen. */
function note(container: WatchedContainer | null): void {
  // An event that overtook an earlier one holds the earlier one's phases too.
  for (const { phase, at } of container?.readiness.phases.toReversed() ?? []) {
    const key = phaseKey(container?.id ?? '', phase, at);
    if (heard.has(key)) break;
    heard.set(key, now());
  }
  changes.check();
}

/** Resolves once a condition holds, or to false after that time. */
function until(holds: () => boolean, timeoutMs: number): Promise<boolean> {
  return changes.until(holds, { timeoutMs }).then(
    () => true,
    () => false,
  );
}

const calls = {
  signUp: async ({ urls, labs: count }: { urls: readonly string[]; labs: number }) => {
    for (let user = 0; user < Math.ceil(count / labsEach); user += 1)
      clients.push(await ApiUser.signUp(urls[user % urls.length] ?? ''));
    return clients.length;
  },
  /** Draws labs, some at once, until every container is READY and the last revision is applied. */
  bringUp: async (sizes: Sizes) => {
    const began = performance.now();
    const times: number[] = [];
    const late: string[] = [];
    const first = labs.length;
    const numbers = Array.from({ length: sizes.labs }, (_, index) => first + index).values();
    const work = async () => {
      for (const number of numbers) {
        const client = clients[number % clients.length];
        if (!client) throw new Error('No user has signed up.');
        const start = performance.now();
        const { labId, watch } = await drawLab(client, `lab-${number}`, sizes, (id) =>
          LabWatch.open(client, id, note),
        );
        labs.push({ client, labId, watch });
        const came = await until(() => watch.readyCount === sizes.containersPerLab, longestBringUpMs);
        if (!came) late.push(`${labId}: ${watch.readyCount} of ${sizes.containersPerLab} READY`);
        times.push(performance.now() - start);
        const revision = await readRevision(client, labId);
        await until(() => watch.applied >= revision, 30_000);
      }
    };
    await Promise.all(Array.from({ length: sizes.atOnce }, work));
    return { ms: performance.now() - began, labMs: times, late };
  },
  /** Milliseconds from PutEvents to the subscriber for each phase, and how many phases were lost. */
  latencies: async ({ puts, patienceMs }: { puts: PutTimes; patienceMs: number }) => {
    await until(() => puts.every(([key]) => heard.has(key)), patienceMs);
    const times = puts.map(([key, at]) => (heard.get(key) ?? Number.NaN) - at);
    const known = times.filter((ms) => !Number.isNaN(ms));
    return { ms: known, missing: times.length - known.length };
  },
  deleteLabs: async (count: number) => {
    const began = performance.now();
    const some = labs.splice(0, count);
    await Promise.all(some.map(({ client, labId }) => client.deleteLab(labId)));
    await until(() => some.every(({ watch }) => watch.isDeleted), 30_000);
    for (const { watch } of some) watch[Symbol.dispose]();
    return { ms: performance.now() - began, labIds: some.map(({ labId }) => labId) };
  },
};
export type UserCalls = typeof calls;

answerCalls(calls, () => {
  for (const client of clients) client[Symbol.dispose]();
  return Promise.resolve();
});
