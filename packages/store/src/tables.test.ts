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
  it('have their names with the prefix', () => {
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
      'pineapple-images',
      'pineapple-snapshots',
    ]);
    expect(tableDefinitions('pineapple-').map(({ TableName }) => TableName)).toEqual(names);
  });

  it('are billed per request', () => {
    for (const { BillingMode } of tableDefinitions('p-')) expect(BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('expire their rows by the right attributes', () => {
    expect(ttlAttributes('p-')).toEqual({
      'p-sessions': 'expiresAt',
      'p-api-tokens': 'expiresAt',
      'p-applies': 'expiresAt',
      'p-rate-limits': 'expire',
    });
  });

  it('have no time to live for labs, whose expiresAt is not in epoch seconds', () => {
    expect(ttlAttributes('p-')).not.toHaveProperty(['p-labs']);
  });

  it('declare only key attributes, as DynamoDB requires', () => {
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

describe('an expired session', () => {
  it('is removed by DynamoDB after the time to live is enabled', async () => {
    // Always local-aws, because another DynamoDB removes expired rows at any time.
    await using dynamo = await startTestDynamoDb(null);
    const definitions = tableDefinitions('p-').filter(({ TableName }) => TableName === 'p-sessions');
    await dynamo.client.send(new CreateTableCommand(at(definitions, 0)));
    const AttributeName = ttlAttributes('p-')['p-sessions'];
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    await dynamo.client.send(
      new UpdateTimeToLiveCommand({ TableName: 'p-sessions', TimeToLiveSpecification }),
    );
    // Neither has expired by the store's clock. DynamoDB uses its own.
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

describe('the protocol of DynamoDB', () => {
  it('is AWS JSON 1.0, the only one that stand-ins for DynamoDB support', async () => {
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
