import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { eventBusArn, functionArn } from '../account.ts';
import { startTestAws, type TestAws } from '../testing/start-test-aws.ts';

const EventBusName = 'pineapple';

/** A bus with a rule and a function that writes its events. */
async function startListening(more: Parameters<typeof startTestAws>[0] = {}): Promise<TestAws> {
  const local = await startTestAws(more);
  const { events } = local.clients;
  await local.clients.createFunction(
    'listener',
    'export const handler = async (event) => console.log(JSON.stringify(event));',
  );
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  await events.send(
    new PutRuleCommand({ Name: 'hosts', EventBusName, EventPattern: '{"source":["pineapple.host"]}' }),
  );
  await target(events, 'hosts', { Id: 'f', Arn: functionArn('listener') });
  return local;
}

const target = (
  events: EventBridgeClient,
  Rule: string,
  Target: { Id: string; Arn: string; Input?: string; InputPath?: string },
) => events.send(new PutTargetsCommand({ Rule, EventBusName, Targets: [Target] }));

const entry = (more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName,
  Source: 'pineapple.host',
  DetailType: 'Test',
  Detail: '{"n":1}',
  ...more,
});

const put = (local: TestAws, ...Entries: PutEventsRequestEntry[]) =>
  local.clients.events.send(new PutEventsCommand({ Entries }));
const heard = (local: TestAws): unknown[] =>
  local.logs.flatMap((log) =>
    log.function === 'listener' && log.level === 'info' ? [log.record ?? log.message] : [],
  );

describe('PutEvents', () => {
  test('delivers an event in AWS’s format to the function of a matching rule', async () => {
    await using local = await startListening();
    const Time = new Date('2026-05-04T03:02:01.900Z');
    const { Entries = [], FailedEntryCount } = await put(
      local,
      entry({ Time, Resources: ['r'] }),
      entry({ Source: 'other' }),
    );
    expect(FailedEntryCount).toBe(0);
    await eventually(() => heard(local)).toEqual([
      {
        version: '0',
        id: Entries[0]?.EventId,
        'detail-type': 'Test',
        source: 'pineapple.host',
        account: '000000000000',
        time: '2026-05-04T03:02:01Z',
        region: 'us-east-1',
        resources: ['r'],
        detail: { n: 1 },
      },
    ]);
  });

  test('keeps buses apart', async () => {
    await using local = await startListening();
    await put(local, entry({ EventBusName: 'default', Detail: '{"n":"wrong"}' }));
    await put(local, entry({ EventBusName: eventBusArn(EventBusName), Detail: '{"n":"right"}' }));
    await eventually(() => heard(local)).toMatchObject([{ detail: { n: 'right' } }]);
  });

  test('refuses invalid entries and accepts the others', async () => {
    await using local = await startListening();
    const { DetailType: _, ...untyped } = entry();
    const { FailedEntryCount, Entries } = await put(
      local,
      entry({ Source: '' }),
      untyped,
      entry({ Detail: '{' }),
      entry({ Detail: '[1]' }),
      entry({ Source: 'aws.ssm' }),
      entry({ EventBusName: 'absent' }),
      entry(),
    );
    expect(FailedEntryCount).toBe(6);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidArgument',
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'ResourceNotFoundException',
      undefined,
    ]);
    await eventually(() => heard(local)).toHaveLength(1);
  });

  test('refuses more than ten entries, and more than 256 kB', async () => {
    await using local = await startListening();
    const refused = { name: 'ValidationException' };
    await expect(put(local, ...Array.from({ length: 11 }, () => entry()))).rejects.toMatchObject(refused);
    await expect(put(local)).rejects.toMatchObject(refused);
    const half = JSON.stringify({ x: 'x'.repeat(131_000) });
    await expect(put(local, entry({ Detail: half }), entry({ Detail: half }))).resolves.toMatchObject({
      FailedEntryCount: 0,
    });
    const more = JSON.stringify({ x: 'é'.repeat(66_000) });
    await expect(put(local, entry({ Detail: more }), entry({ Detail: more }))).rejects.toMatchObject(refused);
  });

  test('delivers all of five hundred simultaneous events', async () => {
    await using local = await startListening();
    const puts = Array.from({ length: 50 }, (_, batch) =>
      put(
        local,
        ...Array.from({ length: 10 }, (__, index) =>
          entry({ Detail: JSON.stringify({ n: batch * 10 + index }) }),
        ),
      ),
    );
    await Promise.all(puts);
    const numbers = () => heard(local).map((event) => (event as { detail: { n: number } }).detail.n);
    await eventually(() => numbers().length).toBe(500);
    expect(numbers().sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index));
  });

  test('retries when the function fails', async () => {
    await using local = await startListening({ lambda: { retryDelaysMs: [10] } });
    await local.clients.createFunction(
      'shaky',
      'let calls = 0; export const handler = async () => { console.log("call"); if (++calls < 3) throw new Error("not yet"); };',
    );
    await target(local.clients.events, 'hosts', { Id: 'shaky', Arn: functionArn('shaky') });
    await put(local, entry());
    await eventually(() => local.written('shaky')).toEqual(['call', 'call', 'call']);
  });
});

describe('targets', () => {
  test('receive a constant or a part of the event if configured', async () => {
    await using local = await startListening();
    const { events } = local.clients;
    await events.send(new RemoveTargetsCommand({ Rule: 'hosts', EventBusName, Ids: ['f'] }));
    const Arn = functionArn('listener');
    await target(events, 'hosts', { Id: 'constant', Arn, Input: '"constant"' });
    await target(events, 'hosts', { Id: 'part', Arn, InputPath: '$.detail.n' });
    await put(local, entry());
    await eventually(() => heard(local).toSorted()).toEqual(['"constant"', '1']);
  });

  test('can be another bus, and a circle of buses stops', async () => {
    await using local = await startListening();
    const { events } = local.clients;
    await target(events, 'hosts', { Id: 'self', Arn: eventBusArn(EventBusName) });
    await put(local, entry());
    await eventually(() => local.logs.some(({ message }) => message.includes('could not reach'))).toBe(true);
    await eventually(() => heard(local).length).toBe(6);
  });

  test('of unsupported kinds are refused', async () => {
    await using local = await startListening();
    const { events } = local.clients;
    const refused = { name: 'ValidationException' };
    await expect(
      target(events, 'hosts', { Id: 'q', Arn: 'arn:aws:sqs:us-east-1:000000000000:q' }),
    ).rejects.toMatchObject(refused);
    await expect(target(events, 'absent', { Id: 'f', Arn: functionArn('f') })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    const Targets = Array.from({ length: 5 }, (_, index) => ({ Id: `t${index}`, Arn: functionArn('f') }));
    await expect(
      events.send(new PutTargetsCommand({ Rule: 'hosts', EventBusName, Targets })),
    ).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});

describe('rules and buses', () => {
  test('are created, described, disabled, enabled and deleted', async () => {
    await using local = await startListening();
    const { events } = local.clients;
    const rule = { Name: 'hosts', EventBusName };
    expect(await events.send(new DescribeRuleCommand(rule))).toMatchObject({
      Name: 'hosts',
      State: 'ENABLED',
      EventPattern: '{"source":["pineapple.host"]}',
    });
    expect((await events.send(new ListRulesCommand({ EventBusName }))).Rules).toMatchObject([
      { Name: 'hosts' },
    ]);
    expect((await events.send(new ListRulesCommand({}))).Rules).toEqual([]);
    expect(
      (await events.send(new ListTargetsByRuleCommand({ Rule: 'hosts', EventBusName }))).Targets,
    ).toEqual([{ Id: 'f', Arn: functionArn('listener') }]);

    await events.send(new DisableRuleCommand(rule));
    await put(local, entry({ Detail: '{"n":"unheard"}' }));
    await events.send(new EnableRuleCommand(rule));
    await put(local, entry({ Detail: '{"n":"heard"}' }));
    await eventually(() => heard(local)).toMatchObject([{ detail: { n: 'heard' } }]);

    await expect(events.send(new DeleteRuleCommand(rule))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(events.send(new DeleteEventBusCommand({ Name: EventBusName }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await events.send(new RemoveTargetsCommand({ Rule: 'hosts', EventBusName, Ids: ['f'] }));
    await events.send(new DeleteRuleCommand(rule));
    await expect(events.send(new DescribeRuleCommand(rule))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await events.send(new DeleteEventBusCommand({ Name: EventBusName }));
    expect((await events.send(new ListEventBusesCommand({}))).EventBuses).toMatchObject([
      { Name: 'default' },
    ]);
  });

  test('that are invalid are refused', async () => {
    await using local = await startListening();
    const { events } = local.clients;
    const putRule = (more: object) => events.send(new PutRuleCommand({ Name: 'r', ...more }));
    await expect(putRule({ EventPattern: '{"source":"x"}' })).rejects.toMatchObject({
      name: 'InvalidEventPatternException',
    });
    await expect(putRule({})).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(putRule({ EventPattern: '{"source":["x"]}', EventBusName: 'absent' })).rejects.toMatchObject(
      { name: 'ResourceNotFoundException' },
    );
    await expect(putRule({ ScheduleExpression: 'rate(1 minute)', EventBusName })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    for (const ScheduleExpression of [
      'rate(1 minutes)',
      'rate(2 minute)',
      'rate(0 minutes)',
      'rate(30 seconds)',
      'cron(* * * * ? *)',
      'often',
    ]) {
      await expect(putRule({ ScheduleExpression }), ScheduleExpression).rejects.toMatchObject({
        name: 'ValidationException',
      });
    }
    await expect(events.send(new CreateEventBusCommand({ Name: EventBusName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
  });
});

describe('a schedule', () => {
  test('fires repeatedly until it is disabled', async () => {
    await using local = await startTestAws({ scheduleMinuteMs: 40 });
    const { events } = local.clients;
    await local.clients.createFunction(
      'sweep',
      'export const handler = async (event) => console.log(event["detail-type"]);',
    );
    await events.send(new PutRuleCommand({ Name: 'sweep', ScheduleExpression: 'rate(1 minute)' }));
    await events.send(
      new PutTargetsCommand({ Rule: 'sweep', Targets: [{ Id: 'f', Arn: functionArn('sweep') }] }),
    );
    await eventually(() => local.written('sweep').length).toBeGreaterThanOrEqual(3);
    expect(local.written('sweep')[0]).toBe('Scheduled Event');
    await events.send(new DisableRuleCommand({ Name: 'sweep' }));
    expect(await events.send(new DescribeRuleCommand({ Name: 'sweep' }))).toMatchObject({
      State: 'DISABLED',
      ScheduleExpression: 'rate(1 minute)',
    });
  });
});
