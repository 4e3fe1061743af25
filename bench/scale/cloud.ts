import { type LocalAws, type LocalAwsOptions, startLocalAws } from '@pineapple/local-aws';
import { answerCalls } from './part.ts';
import { UsageCounter } from './usage.ts';

/** The local AWS in a process of its own, with a meter on it. */
const counter = new UsageCounter();
let aws: LocalAws | null = null;
/** Failed runs of functions and the like, by what is said of them; a run without any is the ordinary one. */
const complaints = new Map<string, number>();

const calls = {
  start: async (options: LocalAwsOptions) => {
    aws = await startLocalAws({
      ...options,
      meter: counter.add,
      log: ({ level, message, record }) => {
        const text = record === undefined ? message : JSON.stringify(record);
        const said = text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…').slice(0, 200);
        const isComplaint = level !== 'info' || /"level":"(warn|error)"/.test(said);
        if (isComplaint) complaints.set(said, (complaints.get(said) ?? 0) + 1);
      },
    });
    return { endpoint: aws.endpoint, busUrl: aws.busUrl };
  },
  takeUsage: () => Promise.resolve(counter.take()),
  takeComplaints: () => {
    const taken = [...complaints];
    complaints.clear();
    return Promise.resolve(taken);
  },
};
export type CloudCalls = typeof calls;

answerCalls(calls, async () => aws?.[Symbol.asyncDispose]());
