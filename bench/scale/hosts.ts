import { setTimeout as pause } from 'node:timers/promises';
import { createEventBridgeClient, putEvents } from '@pineapple/aws';
import type { PutHostEvents } from '@pineapple/host-agent/parts';
import { pino } from 'pino';
import { answerCalls } from './part.ts';
import { PutClock } from './put-times.ts';
import { SimulatedHost } from './simulated-host.ts';

/** All hosts in one process. Each has its own socket for commands and its own reports. */
interface Start {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly eventBus: string;
  readonly directory: string;
  readonly hostIds: readonly string[];
}

const clock = new PutClock();
const hosts: SimulatedHost[] = [];
/** How often the reports that are due are made. */
const tickMs = 5;

const calls = {
  start: async ({ endpoint, region, credentials, eventBus, directory, hostIds }: Start) => {
    const events = createEventBridgeClient({ endpoint, region, credentials });
    const put: PutHostEvents = (batch) => {
      clock.note(batch);
      return putEvents(events, eventBus, batch);
    };
    const log = pino({ level: 'warn' });
    for (const hostId of hostIds) hosts.push(await SimulatedHost.start({ hostId, directory, put, log }));
  },
  /** Changes that many containers per second, also when the site falls behind. */
  waver: async ({ perSecond, seconds }: { perSecond: number; seconds: number }) => {
    const all = hosts.flatMap((host) => [...host.running()].map((one) => [host, ...one] as const));
    if (all.length === 0) throw new Error('No container is running.');
    const began = performance.now();
    for (let made = 0; made < perSecond * seconds; await pause(tickMs)) {
      const due = Math.min(perSecond * seconds, ((performance.now() - began) / 1000) * perSecond);
      for (; made < due; made += 1) {
        const [host, state, tracker] = all[Math.floor(Math.random() * all.length)] ?? [];
        if (host && state && tracker) host.waver(state, tracker);
      }
    }
  },
  /** Resolves when no host has any part of these labs. */
  untilGone: async (labIds: readonly string[]) => {
    for (const host of hosts) await host.untilGone(labIds);
  },
  /** The times at which phases were put on the bus since the last call. */
  takePutTimes: () => Promise.resolve(clock.take()),
};
export type HostsCalls = typeof calls;

answerCalls(calls, async () => {
  await Promise.all(hosts.map((host) => host[Symbol.asyncDispose]()));
});
