import { CreateFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createLambdaClient,
  FunctionFailedError,
  invoke,
  invokeEvent,
  MissingResourceError,
  ThrottledError,
} from './index.ts';
import { storedZip } from './testing/stored-zip.ts';
import { startTestAws, type TestAws } from '@pineapple/test-kit/aws';

let started: TestAws;
let client: LambdaClient;

beforeAll(async () => {
  started = await startTestAws();
  client = createLambdaClient(started.settings);
  await createFunction('echo', 'export const handler = async (event) => ({ event });');
  await createFunction('nothing', 'export const handler = async () => {};');
  await createFunction(
    'broken',
    'export const handler = async () => { throw new TypeError("no such lab"); };',
  );
});
afterAll(async () => {
  client.destroy();
  await started[Symbol.asyncDispose]();
});

async function createFunction(FunctionName: string, code: string): Promise<void> {
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: 'arn:aws:iam::000000000000:role/test',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: storedZip('index.mjs', code) },
    }),
  );
}

describe('invoking a function', () => {
  it('passes the payload and returns the response', async () => {
    expect(await invoke(client, 'echo', { labId: 'lab_é' })).toEqual({ event: { labId: 'lab_é' } });
    expect(await invoke(client, 'nothing', {})).toBeNull();
  });

  it('fails with the function’s own message', async () => {
    const invoking = invoke(client, 'broken', {});
    await expect(invoking).rejects.toBeInstanceOf(FunctionFailedError);
    await expect(invoking).rejects.toMatchObject({ code: 'TypeError' });
    await expect(invoking).rejects.toThrow('Invoke for broken failed: no such lab (TypeError)');
  });

  it('as an event does not wait for the result', async () => {
    await invokeEvent(client, 'echo', { labId: 'lab_1' });
    await invokeEvent(client, 'broken', {});
  });

  it.each([invoke, invokeEvent])(
    'fails with MissingResourceError when it does not exist (%o)',
    async (call) => {
      await expect(call(client, 'absent', {})).rejects.toBeInstanceOf(MissingResourceError);
    },
  );

  it('fails with ThrottledError when Lambda keeps throttling', async () => {
    started.local.injectFault({
      service: 'lambda',
      operation: 'Invoke',
      error: 'TooManyRequestsException',
      status: 429,
      times: 4,
    });
    await expect(invokeEvent(client, 'echo', {})).rejects.toBeInstanceOf(ThrottledError);
    started.local.clearFaults();
  });

  it('names the function when AWS is unreachable', async () => {
    const nowhere = createLambdaClient({ ...started.settings, endpoint: 'http://127.0.0.1:1' });
    await expect(invokeEvent(nowhere, 'echo', {})).rejects.toThrow(/^Invoke for echo failed: .*ECONNREFUSED/);
    nowhere.destroy();
  });
});
