import {
  type DynamoDBDocumentClient,
  type QueryCommandInput,
  type ScanCommandInput,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import type { RawRow } from './parse-row.ts';

/** Every row of a query. DynamoDB returns at most 1 MB at a time. */
export async function queryAll(client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const page of paginateQuery({ client }, query)) rows.push(...(page.Items ?? []));
  return rows;
}

/** Every row of a table. For small tables only. */
export async function scanAll(client: DynamoDBDocumentClient, scan: ScanCommandInput): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const page of paginateScan({ client }, scan)) rows.push(...(page.Items ?? []));
  return rows;
}
