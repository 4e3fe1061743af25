import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  type InvokeCommandOutput,
} from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { startTestAws, type TestAws } from '../testing/start-test-aws.ts';

function invoke(local: TestAws, name: string, event: unknown = {}): Promise<InvokeCommandOutput> {
  return local.clients.lambda.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }));
}

function payload({ Payload }: InvokeCommandOutput): unknown {
  return JSON.parse(Payload?.transformToString() ?? 'null') as unknown;
}

describe('Invoke', () => {
  test("runs the handler with its event, its context and its function's own environment", async () => {
    await using local = await startTestAws();
    const code = `
      export const handler = async (event, context) => ({
        event,
        name: context.functionName,
        requestId: context.awsRequestId,
        remaining: context.getRemainingTimeInMillis(),
        arn: context.invokedFunctionArn,
        env: process.env,
      });`;
    await local.clients.createFunction('echo', code, {
      Timeout: 7,
      Environment: { Variables: { TABLE: 'labs' } },
    });
    const output = await invoke(local, 'echo', { a: [1, 'é'] });
    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(output.FunctionError).toBeUndefined();
    const result = payload(output) as { remaining: number; env: Record<string, string> };
    expect(result).toMatchObject({
      event: { a: [1, 'é'] },
      name: 'echo',
      requestId: output.$metadata.requestId,
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      env: {
        TABLE: 'labs',
        AWS_ENDPOINT_URL: local.aws.endpoint,
        AWS_LAMBDA_FUNCTION_NAME: 'echo',
        AWS_REGION: 'us-east-1',
      },
    });
    expect(result.remaining).toBeGreaterThan(6000);
    expect(result.remaining).toBeLessThanOrEqual(7000);
    // Nothing from the environment of the local AWS.
    expect(result.env).not.toHaveProperty('HOME');
  });

  test('finds a function by its name, its ARN and its one version', async () => {
    await using local = await startTestAws();
    await local.clients.createFunction('one', 'export const handler = async () => 1;');
    for (const name of [
      'one',
      'one:$LATEST',
      '000000000000:function:one',
      'arn:aws:lambda:us-east-1:000000000000:function:one',
    ]) {
      expect(payload(await invoke(local, name))).toBe(1);
    }
    for (const name of ['two', 'one:live', 'arn:aws:lambda:us-east-1:000000000000:function:two']) {
      await expect(invoke(local, name)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    }
  });

  test('keeps a worker warm from one invocation to the next', async () => {
    await using local = await startTestAws();
    await local.clients.createFunction('count', 'let calls = 0; export const handler = async () => ++calls;');
    for (const expected of [1, 2, 3]) expect(payload(await invoke(local, 'count'))).toBe(expected);
  });

  test('runs several at once', async () => {
    await using local = await startTestAws();
    const code = `
      const { promise, resolve } = Promise.withResolvers();
      export const handler = async ({ bus }) => {
        const seen = new BroadcastChannel(bus);
        const others = new Set();
        await new Promise((done) => {
          const me = Math.random();
          seen.onmessage = ({ data }) => {
            if (!others.has(data)) seen.postMessage(me);
            others.add(data);
            if (others.size === 2) done();
          };
          seen.postMessage(me);
        });
        seen.postMessage('bye');
        return others.size;
      };`;
    await local.clients.createFunction('meet', code, { Timeout: 10 });
    const outputs = await Promise.all([1, 2, 3].map(() => invoke(local, 'meet', { bus: 'here' })));
    expect(outputs.map((output) => output.FunctionError)).toEqual([undefined, undefined, undefined]);
  });

  test('returns the tail of the log and writes all of it to the process’s log', async () => {
    await using local = await startTestAws();
    const code = `
      export const handler = async () => {
        console.log('plain', 1);
        console.error('to stderr');
        process.stdout.write('{"level":"warn",');
        process.stdout.write('"n":1}\\n');
      };`;
    await local.clients.createFunction('talk', code);
    const { LogResult = '', $metadata } = await local.clients.lambda.send(
      new InvokeCommand({ FunctionName: 'talk', LogType: 'Tail' }),
    );
    expect(Buffer.from(LogResult, 'base64').toString()).toBe('plain 1\nto stderr\n{"level":"warn","n":1}\n');
    const origin = { level: 'info', function: 'talk', requestId: $metadata.requestId };
    expect(local.logs).toEqual([
      { ...origin, message: 'plain 1' },
      { ...origin, message: 'to stderr' },
      { ...origin, message: 'log', record: { level: 'warn', n: 1 } },
    ]);
  });

  test('refuses invalid JSON and oversized payloads', async () => {
    await using local = await startTestAws();
    await local.clients.createFunction('one', 'export const handler = async () => 1;');
    const send = (Payload: string, more = {}): Promise<unknown> =>
      local.clients.lambda.send(new InvokeCommand({ FunctionName: 'one', Payload, ...more }));
    await expect(send('{')).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
    await expect(send(`"${'x'.repeat(6 * 1024 * 1024)}"`)).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    await expect(send(`"${'x'.repeat(1024 * 1024)}"`, { InvocationType: 'Event' })).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    expect(await send('1', { InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
  });

  test('answers 429 above the reserved concurrency', async () => {
    await using local = await startTestAws();
    await local.clients.createFunction(
      'slow',
      'export const handler = () => new Promise((done) => setTimeout(done, 100));',
    );
    await local.clients.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'slow', ReservedConcurrentExecutions: 1 }),
    );
    const settled = await Promise.allSettled([
      invoke(local, 'slow'),
      invoke(local, 'slow'),
      invoke(local, 'slow'),
    ]);
    const refused = settled
      .filter((result) => result.status === 'rejected')
      .map((result): unknown => result.reason);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    expect((await invoke(local, 'slow')).StatusCode).toBe(200);
  });
});

describe('a function that fails', () => {
  const cases: [string, string, object][] = [
    [
      'throws',
      'export const handler = async () => { throw new RangeError("too far"); };',
      {
        errorType: 'RangeError',
        errorMessage: 'too far',
        trace: expect.arrayContaining(['RangeError: too far']) as unknown,
      },
    ],
    [
      'throws no error',
      'export const handler = async () => { throw "text"; };',
      { errorType: 'string', errorMessage: 'text' },
    ],
    [
      'never ends',
      'export const handler = async () => { while (true); };',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(
          /^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/,
        ) as unknown,
      },
    ],
    [
      'waits for ever',
      'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
      { errorType: 'Sandbox.Timedout' },
    ],
    [
      'exits',
      'export const handler = async () => { process.exit(3); };',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) as unknown },
    ],
    [
      'exits with nothing to do',
      'export const handler = async () => { process.exit(0); };',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/without providing a reason$/) as unknown,
      },
    ],
    [
      'runs out of memory',
      'export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); };',
      { errorType: 'Runtime.OutOfMemory', errorMessage: expect.stringMatching(/signal: killed$/) as unknown },
    ],
    [
      'fails behind its own back',
      'export const handler = async () => { Promise.reject(new Error("lost")); await new Promise(() => setInterval(() => {}, 100)); };',
      {
        errorType: 'Runtime.UnhandledPromiseRejection',
        errorMessage: expect.stringMatching(/lost$/) as unknown,
      },
    ],
    [
      'throws out of a timer',
      'export const handler = async () => { setTimeout(() => { throw new Error("late"); }); await new Promise(() => {}); };',
      { errorType: 'Error', errorMessage: expect.stringMatching(/late$/) as unknown },
    ],
    [
      'returns what JSON has no word for',
      'export const handler = async () => 1n;',
      { errorType: 'Runtime.MarshalError', errorMessage: 'Unable to stringify response body' },
    ],
    [
      'returns too much',
      'export const handler = async () => "x".repeat(7e6);',
      { errorType: 'Function.ResponseSizeTooLarge' },
    ],
    ['has no handler', 'export const other = 1;', { errorType: 'Runtime.HandlerNotFound' }],
    [
      'takes a callback',
      'export const handler = (event, context, callback) => callback(null, 1);',
      { errorType: 'Runtime.CallbackHandlerDeprecated' },
    ],
    [
      'is no JavaScript',
      'export const handler = async ( => 1;',
      { errorType: 'Runtime.UserCodeSyntaxError' },
    ],
    [
      'imports what is not there',
      'import "nothing-of-that-name"; export const handler = async () => 1;',
      { errorMessage: expect.stringContaining('nothing-of-that-name') as unknown },
    ],
    [
      'throws while it loads',
      'throw new TypeError("at load");',
      { errorType: 'TypeError', errorMessage: 'at load' },
    ],
    ['exits while it loads', 'process.exit(5);', { errorType: 'Runtime.ExitError' }],
  ];

  test.each(cases)('that %s reports it and affects no other function', async (_, code, error) => {
    await using local = await startTestAws();
    const Timeout = 'errorType' in error && error.errorType === 'Sandbox.Timedout' ? 1 : 15;
    await local.clients.createFunction('bad', code, { Timeout, MemorySize: 128 });
    await local.clients.createFunction('good', 'export const handler = async () => 1;');
    const failed = await invoke(local, 'bad');
    expect(failed).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(payload(failed)).toMatchObject(error);
    expect((await invoke(local, 'bad')).FunctionError).toBe('Unhandled');
    expect(payload(await invoke(local, 'good'))).toBe(1);
  });

  test('does not affect parallel invocations', async () => {
    await using local = await startTestAws();
    const code = 'export const handler = async ({ bad }) => { if (bad) process.exit(1); return "fine"; };';
    await local.clients.createFunction('mixed', code);
    const outputs = await Promise.all(
      Array.from({ length: 20 }, (_, index) => invoke(local, 'mixed', { bad: index % 4 === 0 })),
    );
    const failures = outputs.map((output) => output.FunctionError === 'Unhandled');
    expect(failures).toEqual(outputs.map((_, index) => index % 4 === 0));
  });
});
