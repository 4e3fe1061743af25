import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { tableNames } from '@pineapple/store';
import { z } from 'zod';
import { rowToJson } from './attribute-json.ts';

/** The contents of a backup: one file for each table, with one row in each line. */
export const backupIndex = z.object({
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  tables: z.array(
    z.object({ name: z.string(), file: z.string(), rows: z.int().nonnegative(), sha256: z.string() }),
  ),
});
export type BackupIndex = z.infer<typeof backupIndex>;

/** The saved tables, without their prefix. Counters of attempts to sign in are left out. */
const savedTables = Object.values(tableNames('')).filter((name) => name !== tableNames('').rateLimits);

/**
 * Writes every row of the site's tables into a folder. Rows that change meanwhile may be saved as before or after the
 * change. For one consistent moment, stop the API first or use DynamoDB's point-in-time recovery.
 */
export async function saveTables(
  client: DynamoDBClient,
  prefix: string,
  folder: string,
): Promise<BackupIndex> {
  await mkdir(folder, { recursive: true });
  const tables: BackupIndex['tables'] = [];
  for (const name of savedTables) {
    const lines: string[] = [];
    const scan = { TableName: `${prefix}${name}`, ConsistentRead: true };
    for await (const page of paginateScan({ client }, scan)) lines.push(...(page.Items ?? []).map(rowToJson));
    const file = `${name}.jsonl.gz`;
    const bytes = gzipSync(lines.map((line) => `${line}\n`).join(''));
    await writeFile(join(folder, file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    tables.push({ name, file, rows: lines.length, sha256 });
  }
  const index: BackupIndex = { version: 1, takenAt: new Date().toISOString(), tables };
  // Written last, so that an interrupted backup has no index and cannot be restored.
  await writeFile(join(folder, 'backup.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}
