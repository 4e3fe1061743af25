import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Writes one row as DynamoDB's own exports do: each value with its type, bytes in base64. */
export function rowToJson(row: Readonly<Record<string, AttributeValue>>): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    return value;
  });
}

/** Reads a row that `rowToJson` wrote. */
export function rowFromJson(text: string): Record<string, AttributeValue> {
  return bytesOfRow(JSON.parse(text) as Record<string, AttributeValue>);
}

function bytesOfRow(row: Readonly<Record<string, AttributeValue>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, bytesOf(value)]));
}

const toBytes = (text: unknown): Uint8Array => Buffer.from(String(text), 'base64');

function bytesOf(value: AttributeValue): AttributeValue {
  if (value.B !== undefined) return { B: toBytes(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(toBytes) };
  if (value.L !== undefined) return { L: value.L.map(bytesOf) };
  if (value.M !== undefined) return { M: bytesOfRow(value.M) };
  return value;
}
