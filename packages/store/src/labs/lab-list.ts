import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Lab } from '@pineapple/core';
import { z } from 'zod';
import { queryAll } from '../table/all-rows.ts';
import { getRows } from '../table/batches.ts';
import { fromCursor, newestFirst, type Position, toCursor } from '../table/cursor.ts';
import { parseLabRow, toLab } from './lab-row.ts';
import { parseRow } from '../table/parse-row.ts';
import { byOwnerIndex } from '../tables.ts';

/** One page of an owner's labs, newest first. */
export interface LabPage {
  readonly labs: readonly Lab[];
  /** One for each lab. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  /** The length of the whole list. */
  readonly totalCount: number;
}

export interface LabPageOptions {
  readonly first: number;
  readonly after: string | null;
  /** Which labs the list has. All by default; otherwise each lab of the owner is read. */
  readonly matches?: (lab: Lab) => boolean;
}

const indexRow = z.object({ id: z.string(), createdAt: z.string() });

function ownedBy(table: string, ownerId: string) {
  return {
    TableName: table,
    IndexName: byOwnerIndex.name,
    KeyConditionExpression: 'ownerId = :owner',
    ExpressionAttributeValues: { ':owner': ownerId },
  };
}

/** The labs at these places that are not deleted, in the order of the places. */
async function readLabs(
  documents: DynamoDBDocumentClient,
  table: string,
  places: readonly Position[],
): Promise<Lab[]> {
  const rows = await getRows(
    documents,
    table,
    places.map(({ id }) => ({ id })),
  );
  const byId = new Map(rows.map((row) => parseLabRow(table, row)).map((row) => [row.id, row]));
  return places.flatMap(({ id }) => {
    const row = byId.get(id);
    return row && row.deletedAt === null ? [toLab(row)] : [];
  });
}

/**
 * Reads a page. The index has keys only, so one query finds the whole list with its length; the labs of the page are then
 * read consistently. An index lags behind its table by milliseconds: a lab that was just created may be missing, and one
 * that was just deleted may still be counted.
 */
export async function listLabs(
  documents: DynamoDBDocumentClient,
  table: string,
  ownerId: string,
  { first, after, matches }: LabPageOptions,
): Promise<LabPage> {
  const start = after === null ? null : fromCursor(after);
  const rows = await queryAll(documents, ownedBy(table, ownerId));
  const places = rows.map((row) => parseRow(indexRow, table, ['id'], row)).sort(newestFirst);
  const isLeft = (place: Position): boolean => start === null || newestFirst(place, start) > 0;
  if (matches) {
    const all = (await readLabs(documents, table, places)).filter(matches);
    const left = all.filter(isLeft);
    const labs = left.slice(0, first);
    const hasNextPage = left.length > labs.length;
    return { labs, cursors: labs.map(toCursor), hasNextPage, totalCount: all.length };
  }
  const left = places.filter(isLeft);
  const labs: Lab[] = [];
  let looked = 0;
  while (labs.length < first && looked < left.length) {
    const some = left.slice(looked, looked + first - labs.length);
    labs.push(...(await readLabs(documents, table, some)));
    looked += some.length;
  }
  return { labs, cursors: labs.map(toCursor), hasNextPage: looked < left.length, totalCount: places.length };
}

/** How many labs an owner has. Eventually consistent, because it reads an index. */
export async function countLabs(
  documents: DynamoDBDocumentClient,
  table: string,
  ownerId: string,
): Promise<number> {
  let count = 0;
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const query = { ...ownedBy(table, ownerId), Select: 'COUNT' as const, ExclusiveStartKey };
    const page = await documents.send(new QueryCommand(query));
    count += page.Count ?? 0;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return count;
}
