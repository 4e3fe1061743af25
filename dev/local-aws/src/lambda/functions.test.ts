import {
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  InvokeCommand,
  ListFunctionsCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { startTestAws, type TestAws } from '../testing/start-test-aws.ts';
import { zipOf } from '../testing/zip-archive.ts';

async function run(local: TestAws, name: string, event: unknown = {}): Promise<unknown> {
  const output = await local.clients.lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
  );
  return JSON.parse(output.Payload?.transformToString() ?? 'null') as unknown;
}

describe('functions', () => {
  test('are created, described, listed and deleted', async () => {
    await using local = await startTestAws();
    const { lambda } = local.clients;
    await local.clients.createFunction('b', 'export const handler = async () => 1;', {
      Description: 'second',
    });
    await local.clients.createFunction('a', 'export const handler = async () => 1;', {
      Timeout: 30,
      MemorySize: 256,
    });
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 5 }, { FunctionName: 'a' });
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 5 }, { FunctionName: 'a' });
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'a' }));
    expect(Configuration).toMatchObject({
      FunctionName: 'a',
      Timeout: 30,
      MemorySize: 256,
      Runtime: 'nodejs24.x',
      State: 'Active',
    });
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    expect(first.Functions?.map((item) => item.FunctionName)).toEqual(['a']);
    const second = await lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
    expect(second.Functions?.map((item) => item.FunctionName)).toEqual(['b']);
    expect(second.NextMarker).toBeUndefined();
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'a' }));
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'a' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName: 'a' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('are refused where AWS refuses them', async () => {
    await using local = await startTestAws();
    const create = (more: object, code = 'export const handler = async () => 1;') =>
      local.clients.createFunction('f', code, more);
    const invalid = { name: 'InvalidParameterValueException' };
    await expect(create({ Runtime: 'nodejs20.x' })).rejects.toMatchObject(invalid);
    await expect(create({ Timeout: 901 })).rejects.toMatchObject(invalid);
    await expect(create({ MemorySize: 64 })).rejects.toMatchObject(invalid);
    await expect(create({ Environment: { Variables: { AWS_REGION: 'x' } } })).rejects.toMatchObject(invalid);
    await expect(create({ Environment: { Variables: { BIG: 'x'.repeat(5000) } } })).rejects.toMatchObject(
      invalid,
    );
    await expect(
      create({ Code: { ZipFile: Buffer.from('not a zip, whatever its length may be') } }),
    ).rejects.toMatchObject(invalid);
    await expect(create({ Code: { S3Bucket: 'b', S3Key: 'k' } })).rejects.toMatchObject(invalid);
    await create({});
    await expect(create({})).rejects.toMatchObject({
      name: 'ResourceConflictException',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('run from several files and folders, as CommonJS or as modules', async () => {
    await using local = await startTestAws();
    const shapes: Record<string, [string, Record<string, string>]> = {
      module: [
        'src/app.handler',
        {
          'src/app.mjs': 'export { handler } from "../lib/x.mjs";',
          'lib/x.mjs': 'export const handler = async () => "module";',
        },
      ],
      commonjs: [
        'index.handler',
        {
          'index.js': 'exports.handler = async () => require("./lib").word;',
          'lib.js': 'exports.word = "commonjs";',
        },
      ],
      packaged: [
        'index.handler',
        { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => "packaged";' },
      ],
      nested: ['index.api.get', { 'index.mjs': 'export const api = { get: async () => "nested" };' }],
    };
    for (const [name, [Handler, files]] of Object.entries(shapes)) {
      await local.clients.createFunction(name, '', {
        Handler,
        Code: { ZipFile: zipOf(files, { stored: name === 'nested' }) },
      });
      expect(await run(local, name)).toBe(name);
    }
  });

  test('use new code and settings at once and finish running invocations with the old', async () => {
    await using local = await startTestAws();
    const { lambda } = local.clients;
    const version = (name: string): string =>
      `export const handler = async ({ ms = 0 }) => { console.log(String(ms)); await new Promise((done) => setTimeout(done, ms)); return ${JSON.stringify(name)} + process.env.WORD; };`;
    const Environment = { Variables: { WORD: '-1' } };
    await local.clients.createFunction('f', version('old'), { Environment });
    expect(await run(local, 'f')).toBe('old-1');
    const slow = run(local, 'f', { ms: 300 });
    await eventually(() => local.written('f')).toEqual(['0', '300']);
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile: zipOf({ 'index.mjs': version('new') }) }),
    );
    expect(await run(local, 'f')).toBe('new-1');
    await lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'f',
        Environment: { Variables: { WORD: '-2' } },
      }),
    );
    expect(await run(local, 'f')).toBe('new-2');
    expect(await slow).toBe('old-1');
  });

  test('keep their event invocation settings', async () => {
    await using local = await startTestAws();
    const { lambda } = local.clients;
    await local.clients.createFunction('f', 'export const handler = async () => 1;');
    const get = new GetFunctionEventInvokeConfigCommand({ FunctionName: 'f' });
    await expect(lambda.send(get)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const Destination = 'arn:aws:events:us-east-1:000000000000:event-bus/pineapple';
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'f',
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination } },
      }),
    );
    expect(await lambda.send(get)).toMatchObject({
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination } },
    });
    const queue = { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:q' } };
    await expect(
      lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'f', DestinationConfig: queue })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  test('that load slowly wait for a thread that has loaded them', async () => {
    await using local = await startTestAws();
    // A busy machine may take longer for a run, but not as long as for a load.
    const code = `console.log('loading'); await new Promise((done) => setTimeout(done, 1500));
      export const handler = () => new Promise((done) => setTimeout(done, 50, 'done'));`;
    await local.clients.createFunction('slow', code);
    await run(local, 'slow');
    expect(await Promise.all([run(local, 'slow'), run(local, 'slow')])).toEqual(['done', 'done']);
    expect(local.written('slow')).toEqual(['loading']);
  });

  test('load in one thread first, however many invocations wait', async () => {
    await using local = await startTestAws();
    const code = `console.log('loading'); await new Promise((done) => setTimeout(done, 600));
      export const handler = async () => 'done';`;
    await local.clients.createFunction('slow', code);
    expect(await Promise.all([run(local, 'slow'), run(local, 'slow')])).toEqual(['done', 'done']);
    expect(local.written('slow')).toEqual(['loading']);
  });

  test('release idle threads and still answer', async () => {
    await using local = await startTestAws({ lambda: { idleMs: 10 } });
    await local.clients.createFunction('count', 'let calls = 0; export const handler = async () => ++calls;');
    expect(await run(local, 'count')).toBe(1);
    await eventually(async () => {
      // The last worker is kept ten times as long as the others.
      await new Promise((done) => setTimeout(done, 150));
      return run(local, 'count');
    }).toBe(1);
  });

  test('are loaded before their first invocation if configured', async () => {
    await using local = await startTestAws({ lambda: { warm: true } });
    const loads = (word: string): string =>
      `console.log("loaded ${word}"); export const handler = async () => 1;`;
    await local.clients.createFunction('eager', loads('once'));
    await eventually(() => local.written('eager')).toEqual(['loaded once']);
    const ZipFile = zipOf({ 'index.mjs': loads('again') });
    await local.clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'eager', ZipFile }));
    await eventually(() => local.written('eager')).toEqual(['loaded once', 'loaded again']);
  });
});
