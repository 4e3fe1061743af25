import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Level } from 'level';
import { expect, test, vi } from 'vitest';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

test('closes what it reads a table with', async () => {
  await using directory = await temporaryDirectory();
  const opened = vi.spyOn(Level.prototype, 'values');
  const server = dynalite({ path: directory.path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials,
  });
  const TableName = 'things';
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  for (const id of ['a', 'b', 'c'])
    await client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
  for (const Limit of [undefined, 1]) await client.send(new ScanCommand({ TableName, Limit }));
  const iterators = opened.mock.results.map(({ value }) => value as AsyncIterator<unknown>);
  expect(iterators.length).toBeGreaterThanOrEqual(2);
  // One that is open returns a value, or undefined at its end.
  const isOpen = (iterator: AsyncIterator<unknown>) =>
    iterator.next().then(
      () => true,
      () => false,
    );
  for (const iterator of iterators) await expect.poll(() => isOpen(iterator)).toBe(false);
  client.destroy();
  server.close();
});
