import { z } from 'zod';
import type { Meter } from '../meter.ts';

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);
/** A write that fails its condition costs as much as the smallest write. */
const refusedWriteUnits = 1;

const consumed = z.object({ TableName: z.string(), CapacityUnits: z.number().default(0) });
const answer = z.object({ ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional() });
const request = z.looseObject({ TableName: z.string().optional() });

/** The request, extended to return its consumed capacity. */
export function askForConsumption(body: string): string {
  return JSON.stringify({ ...request.parse(JSON.parse(body)), ReturnConsumedCapacity: 'TOTAL' });
}

/** Meters an operation on rows, once for each table it touched. */
export function readConsumption(
  meter: Meter,
  operation: string,
  sent: string,
  answered: { readonly status: number; readonly body: string },
): void {
  const isWrite = writes.has(operation);
  const read = (table: string, units: number): void =>
    meter({
      kind: 'dynamodb',
      operation,
      table,
      readUnits: isWrite ? 0 : units,
      writeUnits: isWrite ? units : 0,
    });
  if (answered.status === 200) {
    const { ConsumedCapacity = [] } = answer.parse(JSON.parse(answered.body));
    for (const { TableName, CapacityUnits } of [ConsumedCapacity].flat()) read(TableName, CapacityUnits);
    return;
  }
  const { TableName } = request.parse(JSON.parse(sent));
  const refused = answered.body.includes('ConditionalCheckFailedException');
  if (TableName !== undefined && refused) read(TableName, refusedWriteUnits);
}
