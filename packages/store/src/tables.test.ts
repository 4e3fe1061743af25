import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { createDocumentClient } from '@pineapple/aws';
import { describe, expect, it } from 'vitest';
import { SessionStore, tableDefinitions, tableNames, ttlAttributes } from './index.ts';
import { epochSeconds } from './table/store-options.ts';
import { at } from './testing/sample-lab.ts';
import { startTestDynamoDb } from '@pineapple/test-kit/aws';

describe('the tables', () => {
  it('are one for each name, under the prefix', () => {
    const names = Object.values(tableNames('pineapple-'));
    expect(names).toEqual([
      'pineapple-users',
      'pineapple-sessions',
      'pineapple-api-tokens',
      'pineapple-labs',
      'pineapple-observations',
      'pineapple-applies',
      'pineapple-hosts',
      'pineapple-rate-limits',
    ]);
    expect(tableDefinitions('pineapple-').map(({ TableName }) => TableName)).toEqual(names);
  });

  it('are paid per request', () => {
    for (const { BillingMode } of tableDefinitions('p-')) expect(BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('let go of what expires', () => {
    expect(ttlAttributes('p-')).toEqual({
      'p-sessions': 'expiresAt',
      'p-api-tokens': 'expiresAt',
      'p-applies': 'expiresAt',
      'p-rate-limits': 'expire',
    });
  });

  it('never give the labs a time to live by accident: their expiresAt is no number and means something else', () => {
    expect(ttlAttributes('p-')).not.toHaveProperty(['p-labs']);
  });

  it('declare just the attributes that are keys, as DynamoDB demands', () => {
    for (const definition of tableDefinitions('p-')) {
      const schemas = [definition, ...(definition.GlobalSecondaryIndexes ?? [])].flatMap(
        ({ KeySchema }) => KeySchema ?? [],
      );
      const keys = new Set(schemas.map(({ AttributeName }) => AttributeName));
      expect(new Set(definition.AttributeDefinitions?.map(({ AttributeName }) => AttributeName))).toEqual(
        keys,
      );
    }
  });
});

describe('a session that has expired', () => {
  it('is removed by DynamoDB, once the time to live is switched on as the tables say', async () => {
    // Always local-aws: another DynamoDB sweeps when it likes.
    await using dynamo = await startTestDynamoDb(null);
    const definitions = tableDefinitions('p-').filter(({ TableName }) => TableName === 'p-sessions');
    await dynamo.client.send(new CreateTableCommand(at(definitions, 0)));
    const AttributeName = ttlAttributes('p-')['p-sessions'];
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    await dynamo.client.send(
      new UpdateTimeToLiveCommand({ TableName: 'p-sessions', TimeToLiveSpecification }),
    );
    // By the store's own clock neither has expired; DynamoDB goes by its.
    const now = () => new Date('2020-01-01T00:00:00.000Z');
    const store = new SessionStore({ documents: dynamo.documents, table: 'p-sessions', now });
    const at2020 = '2020-01-01T00:00:00.000Z';
    const common = {
      ...{ userId: 'usr_a', createdAt: at2020, lastSeenAt: at2020 },
      ...{ epoch: 0, userAgent: null, address: null },
    };
    await store.create({ ...common, id: 'old', tokenHash: 'old', expiresAt: epochSeconds(new Date()) - 60 });
    await store.create({ ...common, id: 'new', tokenHash: 'new', expiresAt: epochSeconds(new Date()) + 600 });
    expect(await store.listByUser('usr_a')).toHaveLength(2);
    await dynamo.sweepExpired();
    expect((await store.listByUser('usr_a')).map(({ id }) => id)).toEqual(['new']);
  });
});

describe('the way to DynamoDB', () => {
  it('is AWS JSON 1.0, which is all that stand-ins for DynamoDB speak', async () => {
    const requests: { headers: IncomingHttpHeaders; body: unknown }[] = [];
    const server = createServer((request, response) => {
      request
        .setEncoding('utf8')
        .toArray()
        .then(
          (parts) => {
            requests.push({ headers: request.headers, body: JSON.parse(parts.join('')) });
            response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
          },
          () => response.destroy(),
        );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const documents = createDocumentClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const store = new SessionStore({ documents, table: 'p-sessions' });
    expect(await store.getByTokenHash('abc')).toBeNull();
    documents.destroy();
    server.close();
    expect(requests).toEqual([
      {
        headers: expect.objectContaining({
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'DynamoDB_20120810.GetItem',
        }),
        body: { TableName: 'p-sessions', Key: { tokenHash: { S: 'abc' } }, ConsistentRead: true },
      },
    ]);
  });
});
