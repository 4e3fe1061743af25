import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { startLocalAws } from '@pineapple/local-aws';
import { tableDefinitions } from '@pineapple/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreTables } from './backup/restore-tables.ts';
import { saveTables } from './backup/save-tables.ts';

const work = mkdtempSync(join(tmpdir(), 'pn-backup-'));
let stop: () => PromiseLike<void>;
let client: DynamoDBClient;

beforeAll(async () => {
  const aws = await startLocalAws({ dataDir: join(work, 'aws'), log: () => undefined });
  stop = () => aws[Symbol.asyncDispose]();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials });
}, 60_000);
afterAll(async () => {
  client.destroy();
  await stop();
  rmSync(work, { recursive: true, force: true });
});

async function newTables(prefix: string): Promise<void> {
  for (const definition of tableDefinitions(prefix)) {
    await client.send(new CreateTableCommand(definition));
    const wait = { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 };
    await waitUntilTableExists(wait, { TableName: definition.TableName });
  }
}

async function rowsOf(table: string): Promise<Record<string, AttributeValue>[]> {
  const rows: Record<string, AttributeValue>[] = [];
  for await (const page of paginateScan({ client }, { TableName: table })) rows.push(...(page.Items ?? []));
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const put = (TableName: string, Item: Record<string, AttributeValue>) =>
  client.send(new PutItemCommand({ TableName, Item }));

describe('a backup', () => {
  it('restores every row with all types of values', async () => {
    await newTables('before-');
    await newTables('after-');
    await put('before-users', { id: { S: 'usr_a' }, name: { S: 'Ænne\n“quoted”' }, seen: { NULL: true } });
    await put('before-hosts', {
      hostId: { S: 'i-1' },
      sequence: { N: '12345678901234567890' },
      leftovers: { SS: ['lab_a', 'lab_b'] },
      raw: { M: { bytes: { B: Uint8Array.of(0, 255, 10) }, list: { L: [{ BOOL: false }, { N: '0.5' }] } } },
    });
    // More than one batch, and more than one page.
    const long = 'x'.repeat(12_000);
    for (let number = 0; number < 130; number += 1) {
      const subjectId = { S: `ctr_${number}` };
      await put('before-observations', { labId: { S: 'lab_a' }, subjectId, long: { S: long } });
    }
    const saved = await saveTables(client, 'before-', join(work, 'whole'));
    expect(saved.tables.find(({ name }) => name === 'observations')?.rows).toBe(130);
    await restoreTables(client, 'after-', join(work, 'whole'));
    for (const { name } of saved.tables)
      expect(await rowsOf(`after-${name}`)).toEqual(await rowsOf(`before-${name}`));
  });

  it('is restored only into empty tables', async () => {
    await newTables('used-');
    await put('used-labs', { id: { S: 'lab_a' } });
    await saveTables(client, 'used-', join(work, 'used'));
    await expect(restoreTables(client, 'used-', join(work, 'used'))).rejects.toThrow(
      'The table used-labs is not empty',
    );
  });

  it('is refused completely when one of its files was changed', async () => {
    await newTables('source-');
    await newTables('target-');
    await put('source-users', { id: { S: 'usr_a' } });
    const folder = join(work, 'altered');
    await saveTables(client, 'source-', folder);
    writeFileSync(join(folder, 'labs.jsonl.gz'), 'something else');
    await expect(restoreTables(client, 'target-', folder)).rejects.toThrow(
      'labs.jsonl.gz is not what was saved',
    );
    expect(await rowsOf('target-users')).toEqual([]);
  });
});
