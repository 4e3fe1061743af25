import {
  DeleteTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { createTable } from '../testing/create-table.ts';
import { eventually } from '../testing/eventually.ts';
import { signRequest } from '../testing/sign-request.ts';
import { startTestAws } from '../testing/start-test-aws.ts';

const seconds = (offset: number): string => String(Math.floor(Date.now() / 1000) + offset);

function enable(table: string, attribute = 'expiresAt', enabled = true): UpdateTimeToLiveCommand {
  return new UpdateTimeToLiveCommand({
    TableName: table,
    TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled },
  });
}

describe('DynamoDB', () => {
  test("speaks AWS JSON 1.0, as the SDK's client does", async () => {
    await using local = await startTestAws();
    await createTable(local.clients.dynamodb, 'things');
    const seen: { target: string | undefined; sent: string | undefined; received: string | undefined }[] = [];
    local.clients.dynamodb.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const sent = (args.request as { headers: Record<string, string> }).headers;
        const received = (result.response as { headers: Record<string, string> }).headers;
        seen.push({
          target: sent['x-amz-target'],
          sent: sent['content-type'],
          received: received['content-type'],
        });
        return result;
      },
      { step: 'finalizeRequest' },
    );
    await local.clients.dynamodb.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }));
    const type = 'application/x-amz-json-1.0';
    expect(seen).toEqual([{ target: 'DynamoDB_20120810.GetItem', sent: type, received: type }]);
  });

  test('returns errors that the SDK recognises', async () => {
    await using local = await startTestAws();
    const { dynamodb } = local.clients;
    await createTable(dynamodb, 'things');
    const put = (condition: string): Promise<unknown> =>
      dynamodb.send(
        new PutItemCommand({ TableName: 'things', Item: { id: { S: 'a' } }, ConditionExpression: condition }),
      );
    await put('attribute_not_exists(id)');
    await expect(put('attribute_not_exists(id)')).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    await expect(put('nonsense((')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(createTable(dynamodb, 'things')).rejects.toMatchObject({ name: 'ResourceInUseException' });
    const missing = new GetItemCommand({ TableName: 'absent', Key: { id: { S: 'a' } } });
    await expect(dynamodb.send(missing)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('lets one of fifty racing conditional writes win and counts a hundred racing increments', async () => {
    await using local = await startTestAws();
    const { dynamodb } = local.clients;
    await createTable(dynamodb, 'things');
    const puts = Array.from({ length: 50 }, (_, index) =>
      dynamodb.send(
        new PutItemCommand({
          TableName: 'things',
          Item: { id: { S: 'one' }, by: { N: String(index) } },
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      ),
    );
    const settled = await Promise.allSettled(puts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

    const key = { TableName: 'things', Key: { id: { S: 'counter' } } };
    await Promise.all(
      Array.from({ length: 100 }, () =>
        dynamodb.send(
          new UpdateItemCommand({
            ...key,
            UpdateExpression: 'ADD hits :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          }),
        ),
      ),
    );
    expect((await dynamodb.send(new GetItemCommand(key))).Item?.['hits']).toEqual({ N: '100' });
  });

  test('pages through a query by a secondary index', async () => {
    await using local = await startTestAws();
    await createTable(local.clients.dynamodb, 'labs', {
      AttributeDefinitions: ['id', 'owner', 'at'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-owner',
          KeySchema: [
            { AttributeName: 'owner', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    const documents = DynamoDBDocumentClient.from(local.clients.dynamodb);
    const ids = Array.from({ length: 7 }, (_, index) => `lab-${index}`);
    for (const id of ids)
      await documents.send(new PutCommand({ TableName: 'labs', Item: { id, owner: 'me', at: id } }));
    const found: unknown[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: 'labs',
          IndexName: 'by-owner',
          KeyConditionExpression: '#owner = :me',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':me': 'me' },
          Limit: 3,
          ScanIndexForward: false,
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      found.push(...(page.Items ?? []).map((item) => item['id']));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(found).toEqual(ids.toReversed());
  });

  test('loses only one request when dynalite fails', async () => {
    await using local = await startTestAws();
    await createTable(local.clients.dynamodb, 'things');
    await local.clients.dynamodb.send(
      new PutItemCommand({ TableName: 'things', Item: { id: { S: 'kept' } } }),
    );
    const response = await fetch(local.aws.endpoint, {
      method: 'POST',
      headers: await signRequest({
        ...{ url: local.aws.endpoint, service: 'dynamodb', body: 'null' },
        headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      }),
      body: 'null',
    });
    expect(response.status).toBe(500);
    const get = new GetItemCommand({ TableName: 'things', Key: { id: { S: 'kept' } } });
    expect((await local.clients.dynamodb.send(get)).Item).toEqual({ id: { S: 'kept' } });
  });
});

describe('time to live', () => {
  test('is enabled, disabled and described', async () => {
    await using local = await startTestAws();
    const { dynamodb } = local.clients;
    await createTable(dynamodb, 'things');
    const status = async (): Promise<unknown> =>
      (await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: 'things' }))).TimeToLiveDescription;
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await dynamodb.send(enable('things'));
    expect(await status()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    await expect(dynamodb.send(enable('things'))).rejects.toMatchObject({ name: 'ValidationException' });
    await dynamodb.send(enable('things', 'expiresAt', false));
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await expect(dynamodb.send(enable('absent'))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('deletes only expired rows', async () => {
    await using local = await startTestAws();
    const { dynamodb } = local.clients;
    await createTable(dynamodb, 'things');
    await dynamodb.send(enable('things'));
    const rows: Record<string, { N: string } | { S: string } | undefined> = {
      expired: { N: seconds(-5) },
      live: { N: seconds(3600) },
      forever: undefined,
      words: { S: seconds(-5) },
      mistaken: { N: seconds(-6 * 365 * 86_400) },
    };
    for (const [id, expiresAt] of Object.entries(rows)) {
      const Item = { id: { S: id }, ...(expiresAt ? { expiresAt } : {}) };
      await dynamodb.send(new PutItemCommand({ TableName: 'things', Item }));
    }
    expect(await local.aws.sweepExpired()).toBe(1);
    for (const id of Object.keys(rows)) {
      const { Item } = await dynamodb.send(
        new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }),
      );
      expect(Item === undefined, id).toBe(id === 'expired');
    }
  });

  test('sweeps periodically', async () => {
    await using local = await startTestAws({ dynamodb: { expirySweepMs: 20 } });
    const { dynamodb } = local.clients;
    await createTable(dynamodb, 'things');
    await dynamodb.send(enable('things'));
    await dynamodb.send(
      new PutItemCommand({ TableName: 'things', Item: { id: { S: 'a' }, expiresAt: { N: seconds(-5) } } }),
    );
    const get = new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } });
    await eventually(async () => (await dynamodb.send(get)).Item).toBeUndefined();
  });

  test('belongs to a table, not to its name', async () => {
    await using local = await startTestAws();
    const { dynamodb } = local.clients;
    await createTable(dynamodb, 'things');
    await dynamodb.send(enable('things'));
    await dynamodb.send(new DeleteTableCommand({ TableName: 'things' }));
    await eventually(() =>
      createTable(dynamodb, 'things').then(
        () => 'made',
        (error: Error) => error.name,
      ),
    ).toBe('made');
    const { TimeToLiveDescription } = await dynamodb.send(
      new DescribeTimeToLiveCommand({ TableName: 'things' }),
    );
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });
});
