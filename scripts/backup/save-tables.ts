import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { tableNames } from '@pineapple/store';
import { z } from 'zod';
import { rowToJson } from './attribute-json.ts';

/** What is in a backup: one file per table, a row a line. */
export const backupIndex = z.object({
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  tables: z.array(
    z.object({ name: z.string(), file: z.string(), rows: z.int().nonnegative(), sha256: z.string() }),
  ),
});
export type BackupIndex = z.infer<typeof backupIndex>;

/** The tables that a backup holds, without their prefix. Counts of attempts to sign in are not worth keeping. */
export const savedTables = Object.values(tableNames('')).filter((name) => name !== tableNames('').rateLimits);

/**
 * Writes every row of the site's tables into a folder. Rows that change meanwhile may be there as before or as after:
 * whoever wants one moment stops the API first, or has DynamoDB restore the tables to that moment.
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
  // Last, so that a backup that broke off is none.
  await writeFile(join(folder, 'backup.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}
