import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { Level } from 'level';
import { expect, test } from 'vitest';
import { startLocalAws } from '../start-local-aws.ts';

test('a table whose creation was interrupted works after the next start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pn-settle-'));
  const start = () => startLocalAws({ dataDir, log: () => undefined });
  const clientOf = (endpoint: string) =>
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  {
    await using aws = await start();
    const client = clientOf(aws.endpoint);
    await client.send(
      new CreateTableCommand({
        TableName: 'cut',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await waitUntilTableExists(
      { client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.2 },
      { TableName: 'cut' },
    );
  }
  // The state after a kill between the two writes of a creation.
  const files = new Level<string, object>(join(dataDir, 'dynamodb'), { valueEncoding: 'json' });
  const stored = await files.get('table~cut');
  expect(stored).toMatchObject({ TableStatus: 'ACTIVE' });
  await files.put('table~cut', { ...stored, TableStatus: 'CREATING' });
  await files.close();

  await using aws = await start();
  const client = clientOf(aws.endpoint);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'cut' }));
  expect(Table?.TableStatus).toBe('ACTIVE');
  await client.send(new PutItemCommand({ TableName: 'cut', Item: { id: { S: 'x' } } }));
});
