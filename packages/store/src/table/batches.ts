import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RawRow } from './parse-row.ts';
import { StoreError } from './store-error.ts';

type RowKey = Readonly<Record<string, string>>;

const mostReads = 100;
const mostWrites = 25;
const mostTries = 8;

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/**
 * DynamoDB may process only a part of a batch (16 MB, or too many requests) and returns the rest, which must be requested
 * again after a growing pause. There is no event to wait for.
 */
async function untilDone<T>(
  table: string,
  all: readonly T[],
  attempt: (items: T[]) => Promise<T[]>,
): Promise<void> {
  let left = [...all];
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === mostTries)
      throw new StoreError(
        `Table ${table} did not process ${left.length} rows of a batch in ${mostTries} attempts.`,
      );
    if (tries > 0) await pause(Math.random() * 25 * 2 ** tries);
    left = await attempt(left);
  }
}

/** The rows that exist of these keys, read consistently, in no particular order. */
export async function getRows(
  documents: DynamoDBDocumentClient,
  table: string,
  keys: readonly RowKey[],
): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  const readSome = async (Keys: RowKey[]): Promise<RowKey[]> => {
    const request = { RequestItems: { [table]: { Keys, ConsistentRead: true } } };
    const reply = await documents.send(new BatchGetCommand(request));
    rows.push(...(reply.Responses?.[table] ?? []));
    return reply.UnprocessedKeys?.[table]?.Keys ?? [];
  };
  // DynamoDB refuses duplicate keys, and an index may return a key twice while it changes.
  const distinct = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  await Promise.all(chunks(distinct, mostReads).map((chunk) => untilDone(table, chunk, readSome)));
  return rows;
}

/** Deletes the rows with these keys, if they exist. */
export async function deleteRows(
  documents: DynamoDBDocumentClient,
  table: string,
  keys: readonly RowKey[],
): Promise<void> {
  const deleteSome = async (some: RowKey[]): Promise<RowKey[]> => {
    const requests = some.map((Key) => ({ DeleteRequest: { Key } }));
    const reply = await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    const undone = reply.UnprocessedItems?.[table] ?? [];
    return undone.flatMap(({ DeleteRequest }) => (DeleteRequest?.Key ? [DeleteRequest.Key] : []));
  };
  await Promise.all(chunks(keys, mostWrites).map((chunk) => untilDone(table, chunk, deleteSome)));
}
