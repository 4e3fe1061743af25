import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { rowFromJson } from './attribute-json.ts';
import { type BackupIndex, backupIndex } from './save-tables.ts';

/** The backup cannot be restored. Nothing was written. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
}

type Row = Record<string, AttributeValue>;

/** DynamoDB's limit for one request. */
const batchSize = 25;

/**
 * Restores a backup into the site's tables, which must exist and be empty. Everything is checked before the first row is
 * written.
 * @throws RestoreError
 */
export async function restoreTables(
  client: DynamoDBClient,
  prefix: string,
  folder: string,
): Promise<BackupIndex> {
  const index = backupIndex.parse(JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')));
  const rows = new Map<string, Row[]>();
  for (const { name, file, rows: count, sha256 } of index.tables) {
    const bytes = await readFile(join(folder, file));
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) throw new RestoreError(`${file} is not what was saved: ${found}, not ${sha256}.`);
    const lines = gunzipSync(bytes).toString('utf8').split('\n').filter(Boolean);
    if (lines.length !== count) throw new RestoreError(`${file} has ${lines.length} rows, not ${count}.`);
    const { Count } = await client.send(new ScanCommand({ TableName: `${prefix}${name}`, Limit: 1 }));
    if (Count)
      throw new RestoreError(`The table ${prefix}${name} is not empty; a backup goes into empty ones.`);
    rows.set(`${prefix}${name}`, lines.map(rowFromJson));
  }
  for (const [table, all] of rows) await writeRows(client, table, all);
  return index;
}

async function writeRows(client: DynamoDBClient, table: string, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize) {
    let left: WriteRequest[] = rows.slice(start, start + batchSize).map((Item) => ({ PutRequest: { Item } }));
    for (let attempt = 0; left.length > 0; attempt += 1) {
      // DynamoDB returns the rows that exceed its capacity, which are sent again after a delay.
      if (attempt > 0) await delay(Math.min(5_000, 50 * 2 ** attempt));
      const reply = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
      left = reply.UnprocessedItems?.[table] ?? [];
    }
  }
}
