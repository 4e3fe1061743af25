import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DescribeTimeToLiveCommand,
  PutItemCommand,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { functionArn } from './account.ts';
import { createTable } from './testing/create-table.ts';
import { eventually } from './testing/eventually.ts';
import { startProcess } from './testing/local-aws-process.ts';
import { createDocument, endOf, invocationOf, sendCommand } from './testing/ssm-commands.ts';
import { Clients, hostId } from './testing/start-test-aws.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

const writesEvents = 'export const handler = async (event) => console.log(JSON.stringify(event));';

async function setUp() {
  const directory = await temporaryDirectory();
  const dataDir = directory.path;
  const options = {
    dataDir,
    instances: [{ instanceId: hostId }],
    ssm: { workers: 1 },
    lambda: { maxWorkers: 8 },
  };
  return {
    dataDir,
    start: () => startProcess(options),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

describe('after kill -9 and a start', () => {
  test('keeps tables with rows, functions with code, documents, rules and history', async () => {
    await using place = await setUp();
    const { start } = place;
    await using first = await start();
    const before = new Clients(first.endpoint);
    await createTable(before.dynamodb, 'things');
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    await before.dynamodb.send(new UpdateTimeToLiveCommand({ TableName: 'things', TimeToLiveSpecification }));
    await before.createFunction('echo', writesEvents, { Environment: { Variables: { WORD: 'x' } } });
    await before.events.send(new CreateEventBusCommand({ Name: 'pineapple' }));
    const rule = { Name: 'hosts', EventBusName: 'pineapple', EventPattern: '{"source":["pineapple.host"]}' };
    await before.events.send(new PutRuleCommand(rule));
    const Targets = [{ Id: 'f', Arn: functionArn('echo') }];
    await before.events.send(new PutTargetsCommand({ Rule: 'hosts', EventBusName: 'pineapple', Targets }));
    await createDocument(before.ssm, 'Greet', ['echo hi']);
    const old = await sendCommand(before.ssm, 'Greet');
    await endOf(before.ssm, old);
    // Every answered write is kept, even right before the kill.
    const puts = Array.from({ length: 200 }, (_, index) =>
      before.dynamodb.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: String(index) } } })),
    );
    await Promise.all(puts);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    await using second = await start();
    const after = new Clients(second.endpoint);
    expect((await after.dynamodb.send(new ScanCommand({ TableName: 'things' }))).Count).toBe(200);
    const { TimeToLiveDescription } = await after.dynamodb.send(
      new DescribeTimeToLiveCommand({ TableName: 'things' }),
    );
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    const { Configuration } = await after.lambda.send(new GetFunctionCommand({ FunctionName: 'echo' }));
    expect(Configuration?.Environment?.Variables).toEqual({ WORD: 'x' });
    const Entries = [
      { EventBusName: 'pineapple', Source: 'pineapple.host', DetailType: 'Test', Detail: '{"n":1}' },
    ];
    await after.events.send(new PutEventsCommand({ Entries }));
    await eventually(() => second.log).toMatchObject([{ function: 'echo', record: { detail: { n: 1 } } }]);
    expect(await invocationOf(after.ssm, old)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'hi\n',
    });
    expect((await endOf(after.ssm, await sendCommand(after.ssm, 'Greet'))).StandardOutputContent).toBe(
      'hi\n',
    );
  });

  test('reports a command that ran as failed, kills it, and runs one that waited', async () => {
    await using place = await setUp();
    const { start, dataDir } = place;
    await using first = await start();
    const before = new Clients(first.endpoint);
    await before.createFunction('listener', writesEvents);
    await before.events.send(
      new PutRuleCommand({
        Name: 'status',
        EventPattern:
          '{"source":["aws.ssm"],"detail":{"instance-id":[{"exists":true}],"status":["Failed","Success"]}}',
      }),
    );
    await before.events.send(
      new PutTargetsCommand({ Rule: 'status', Targets: [{ Id: 'f', Arn: functionArn('listener') }] }),
    );
    const parameters = { action: { type: 'String', allowedValues: ['wait', 'go'] } };
    await createDocument(
      before.ssm,
      'Doc',
      [`echo $$ >> ${dataDir}/{{ action }}`, '[ {{ action }} = go ] || sleep 60'],
      { parameters },
    );
    const running = await sendCommand(before.ssm, 'Doc', { Parameters: { action: ['wait'] } });
    const waiting = await sendCommand(before.ssm, 'Doc', { Parameters: { action: ['go'] } });
    await eventually(async () => (await invocationOf(before.ssm, running)).Status).toBe('InProgress');
    const file = join(dataDir, 'wait');
    await eventually(() => readFile(file, 'utf8').catch(() => '')).toMatch(/\d+\n/);
    const pid = Number(await readFile(file, 'utf8'));
    await first.end('SIGKILL');

    await using second = await start();
    const after = new Clients(second.endpoint);
    expect(await invocationOf(after.ssm, running)).toMatchObject({
      Status: 'Failed',
      StatusDetails: 'Terminated',
      ResponseCode: -1,
    });
    await eventually(() =>
      readFile(`/proc/${pid}/stat`, 'utf8').then(
        (stat) => stat.includes(') Z '),
        () => true,
      ),
    ).toBe(true);
    expect((await endOf(after.ssm, waiting)).Status).toBe('Success');
    const heard = () =>
      second.log.map(({ record }) => {
        const { detail } = record as { detail: Record<string, string> };
        return [detail['command-id'], detail['status']];
      });
    await eventually(() => heard().toSorted()).toEqual([
      [running, 'Failed'],
      [waiting, 'Success'],
    ]);
    // The command that ran did not run twice.
    expect((await readFile(file, 'utf8')).trim()).toBe(String(pid));
  });

  test('runs an event invocation that was accepted', async () => {
    await using place = await setUp();
    const { start } = place;
    await using first = await start();
    const before = new Clients(first.endpoint);
    const blocks =
      'export const handler = async (event) => { console.log(event.n); await new Promise(() => setInterval(() => {}, 1000)); };';
    await before.createFunction('note', blocks, { Timeout: 60 });
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    await Promise.all(
      numbers.map((n) =>
        before.lambda.send(
          new InvokeCommand({
            FunctionName: 'note',
            InvocationType: 'Event',
            Payload: JSON.stringify({ n }),
          }),
        ),
      ),
    );
    await first.end('SIGKILL');
    // After the restart all of its few workers are busy, so the remaining events wait.
    await using second = await start();
    await eventually(() => second.log.length).toBeGreaterThanOrEqual(8);
    const made = second.log.map(({ message }) => Number(message));
    expect(new Set(made).size).toBe(made.length);
    for (const n of made) expect(numbers).toContain(n);
  });
});
