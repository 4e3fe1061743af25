import { processorSeconds, processorSecondsByThread } from './processor-time.ts';
import type { Site } from './site.ts';

/** Seconds of processor time by what they were spent on. */
export type SpentTime = ReadonlyMap<string, number>;

/** Up to now. The threads of local AWS are told apart: what stands for DynamoDB is no work of ours, a function is. */
export function spentTime({ cloud, hosts, people, apis }: Site): SpentTime {
  const threads = processorSecondsByThread(cloud.pid);
  const named = ['dynamodb', 'pineapple-recor', 'pineapple-apply', 'pineapple-sweep'];
  const inThread = (name: string): number => threads.get(name) ?? 0;
  const rest = [...threads].filter(([name]) => !named.includes(name));
  return new Map([
    ['API instances', apis.reduce((sum, { pid }) => sum + processorSeconds(pid ?? 0), 0)],
    ['record-event', inThread('pineapple-recor')],
    ['apply-lab', inThread('pineapple-apply')],
    ['local DynamoDB', inThread('dynamodb')],
    ['local AWS besides', rest.reduce((sum, [, seconds]) => sum + seconds, 0)],
    ['simulated hosts', processorSeconds(hosts.pid)],
    ['people', processorSeconds(people.pid)],
  ]);
}

/** One after the other, as text, for each of so many things, in milliseconds. */
export function describeSpent(before: SpentTime, after: SpentTime, count: number): string {
  return [...after]
    .map(([what, seconds]) => {
      return `${what} ${(((seconds - (before.get(what) ?? 0)) * 1000) / count).toFixed(1)}`;
    })
    .join(', ');
}
