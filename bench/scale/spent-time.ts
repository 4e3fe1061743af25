import { processorSeconds, processorSecondsByThread } from './processor-time.ts';
import type { Site } from './site.ts';

/** Seconds of processor time of each part of the site. */
type SpentTime = ReadonlyMap<string, number>;

/** Reads the time so far. It separates the threads of the local AWS, because functions are the product's work and DynamoDB is not. */
export function spentTime({ cloud, hosts, users, apis }: Site): SpentTime {
  const threads = processorSecondsByThread(cloud.pid);
  const named = ['dynamodb', 'pineapple-recor', 'pineapple-apply', 'pineapple-sweep'];
  const inThread = (name: string): number => threads.get(name) ?? 0;
  const rest = [...threads].filter(([name]) => !named.includes(name));
  return new Map([
    ['API instances', apis.reduce((sum, { pid }) => sum + processorSeconds(pid ?? 0), 0)],
    ['record-event', inThread('pineapple-recor')],
    ['apply-lab', inThread('pineapple-apply')],
    ['local DynamoDB', inThread('dynamodb')],
    ['rest of the local AWS', rest.reduce((sum, [, seconds]) => sum + seconds, 0)],
    ['simulated hosts', processorSeconds(hosts.pid)],
    ['users', processorSeconds(users.pid)],
  ]);
}

/** Describes the time between two readings, divided by a count, in milliseconds. */
export function describeSpent(before: SpentTime, after: SpentTime, count: number): string {
  return [...after]
    .map(([what, seconds]) => {
      return `${what} ${(((seconds - (before.get(what) ?? 0)) * 1000) / count).toFixed(1)}`;
    })
    .join(', ');
}
