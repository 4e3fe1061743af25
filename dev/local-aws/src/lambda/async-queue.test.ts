import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { startTestAws, type TestAws } from '../testing/start-test-aws.ts';

const quick = { lambda: { retryDelaysMs: [10, 20] } };

async function send(local: TestAws, name: string, event: unknown): Promise<void> {
  const output = await local.clients.lambda.send(
    new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: JSON.stringify(event) }),
  );
  expect(output).toMatchObject({ StatusCode: 202 });
}

test('an event invocation is accepted at once and runs asynchronously', async () => {
  await using local = await startTestAws();
  await local.clients.createFunction(
    'note',
    'export const handler = async (event) => console.log(event.word);',
  );
  await send(local, 'note', { word: 'hello' });
  await eventually(() => local.written('note')).toEqual(['hello']);
  await expect(send(local, 'absent', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a failed event invocation is retried with the same request id until it succeeds', async () => {
  await using local = await startTestAws(quick);
  const code = `
    let calls = 0;
    export const handler = async (event, { awsRequestId }) => {
      calls += 1;
      console.log(calls + ' ' + awsRequestId);
      if (calls < 3) throw new Error('not yet');
    };`;
  await local.clients.createFunction('late', code);
  await send(local, 'late', {});
  await eventually(() => local.written('late').length).toBe(3);
  expect(local.written('late').map((line) => line.split(' ')[0])).toEqual(['1', '2', '3']);
  expect(new Set(local.written('late').map((line) => line.split(' ')[1])).size).toBe(1);
});

test('an event invocation that fails three times is given up and sent to its destination', async () => {
  await using local = await startTestAws(quick);
  await local.clients.createFunction(
    'bad',
    'export const handler = async () => { console.log("run"); throw new Error("always"); };',
  );
  await local.clients.createFunction(
    'undertaker',
    'export const handler = async (event) => console.log(JSON.stringify(event));',
  );
  await local.clients.lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: 'bad',
      DestinationConfig: {
        OnFailure: { Destination: 'arn:aws:lambda:us-east-1:000000000000:function:undertaker' },
      },
    }),
  );
  await send(local, 'bad', { lab: 1 });
  await eventually(() => local.logs.find((entry) => entry.function === 'undertaker')?.record).toMatchObject({
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: { lab: 1 },
    responsePayload: { errorType: 'Error', errorMessage: 'always' },
  });
  expect(local.written('bad')).toEqual(['run', 'run', 'run']);
});

test('makes the configured number of retries', async () => {
  await using local = await startTestAws(quick);
  await local.clients.createFunction(
    'bad',
    'export const handler = async () => { console.log("run"); throw new Error("always"); };',
  );
  await local.clients.lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: 'bad', MaximumRetryAttempts: 0 }),
  );
  await send(local, 'bad', {});
  await eventually(() => local.logs.some(({ message }) => message.includes('given up'))).toBe(true);
  expect(local.written('bad')).toEqual(['run']);
});

test('a throttled event invocation waits without counting as failed', async () => {
  await using local = await startTestAws(quick);
  const { lambda } = local.clients;
  await local.clients.createFunction('shut', 'export const handler = async () => console.log("run");');
  const limit = (ReservedConcurrentExecutions: number) =>
    new PutFunctionConcurrencyCommand({ FunctionName: 'shut', ReservedConcurrentExecutions });
  await lambda.send(limit(0));
  await send(local, 'shut', {});
  await lambda.send(limit(5));
  await eventually(() => local.written('shut')).toEqual(['run']);
});

test('the next process runs accepted event invocations that were not finished', async () => {
  await using first = await startTestAws({ lambda: { retryDelaysMs: [200] } });
  await first.clients.createFunction(
    'f',
    'export const handler = async () => { console.log("run"); throw new Error("no"); };',
  );
  await send(first, 'f', {});
  await eventually(() => first.written('f')).toEqual(['run']);
  await eventually(() => first.logs.some(({ message }) => message === 'the function failed')).toBe(true);
  await first.aws[Symbol.asyncDispose]();
  await using second = await startTestAws({ dataDir: first.dataDir });
  await eventually(() => second.written('f')).toEqual(['run']);
});
