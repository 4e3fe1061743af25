import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import type { MeterReading } from './meter.ts';
import { createTable } from './testing/create-table.ts';
import { startTestAws } from './testing/start-test-aws.ts';

test('the meter counts writes, refused writes and reads by table', async () => {
  const readings: MeterReading[] = [];
  await using local = await startTestAws({ meter: (reading) => readings.push(reading) });
  const { dynamodb } = local.clients;
  await createTable(dynamodb, 'things');
  const large = { id: { S: 'a' }, text: { S: 'x'.repeat(9_000) } };
  const put = () =>
    dynamodb.send(
      new PutItemCommand({
        TableName: 'things',
        Item: large,
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );
  await put();
  await expect(put()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  await dynamodb.send(
    new QueryCommand({
      TableName: 'things',
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: 'a' } },
      ConsistentRead: true,
    }),
  );
  const of = { kind: 'dynamodb', table: 'things' };
  expect(readings).toEqual([
    { ...of, operation: 'PutItem', readUnits: 0, writeUnits: 9 },
    { ...of, operation: 'PutItem', readUnits: 0, writeUnits: 1 },
    { ...of, operation: 'Query', readUnits: 3, writeUnits: 0 },
  ]);
});

test('the meter counts runs, events and requests', async () => {
  const readings: MeterReading[] = [];
  await using local = await startTestAws({ meter: (reading) => readings.push(reading) });
  const { lambda, events, ssm } = local.clients;
  await local.clients.createFunction(
    'slow',
    `export const handler = () => new Promise((resolve) => setTimeout(resolve, 60));`,
  );
  await lambda.send(new InvokeCommand({ FunctionName: 'slow' }));
  await events.send(new CreateEventBusCommand({ Name: 'bus' }));
  const entry = { EventBusName: 'bus', Source: 'a', DetailType: 'b', Detail: '{"c":1}' };
  await events.send(new PutEventsCommand({ Entries: [entry, entry] }));
  await ssm.send(new DescribeInstanceInformationCommand({}));

  const runs = readings.filter((reading) => reading.kind === 'function');
  expect(runs).toMatchObject([{ name: 'slow', failed: false }]);
  expect(runs[0]?.ms).toBeGreaterThanOrEqual(59);
  expect(runs[0]?.ms).toBeLessThan(59_000);
  expect(readings.filter(({ kind }) => kind === 'event')).toEqual([
    { kind: 'event', source: 'a', bytes: 9 },
    { kind: 'event', source: 'a', bytes: 9 },
  ]);
  expect(readings).toContainEqual({ kind: 'request', service: 'events', operation: 'PutEvents' });
  expect(readings).toContainEqual({
    kind: 'request',
    service: 'ssm',
    operation: 'DescribeInstanceInformation',
  });
});
