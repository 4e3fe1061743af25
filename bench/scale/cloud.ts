import { type LocalAws, type LocalAwsOptions, startLocalAws } from '@pineapple/local-aws';
import { answerCalls } from './part.ts';
import { UsageCounter } from './usage.ts';

/** The local AWS in its own process, with a meter. */
const counter = new UsageCounter();
let aws: LocalAws | null = null;
/** Warnings and errors, such as failed functions, with their numbers. Normally there are none. */
const complaints = new Map<string, number>();

const calls = {
  start: async (options: LocalAwsOptions) => {
    aws = await startLocalAws({
      ...options,
      meter: counter.add,
      log: ({ level, message, record }) => {
        const text = record === undefined ? message : JSON.stringify(record);
        const line = text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…').slice(0, 200);
        const isComplaint = level !== 'info' || /"level":"(warn|error)"/.test(line);
        if (isComplaint) complaints.set(line, (complaints.get(line) ?? 0) + 1);
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
