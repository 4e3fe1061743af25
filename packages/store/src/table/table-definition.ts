import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb';

/** The attributes of a key. Each is a string. */
interface Key {
  readonly hash: string;
  readonly range?: string;
}

export interface GlobalIndex extends Key {
  readonly name: string;
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

function attributesOf({ hash, range }: Key): string[] {
  return range === undefined ? [hash] : [hash, range];
}

function keySchema(key: Key): KeySchemaElement[] {
  return attributesOf(key).map((AttributeName, index) => ({
    AttributeName,
    KeyType: index === 0 ? 'HASH' : 'RANGE',
  }));
}

/** A table that is billed per request, in the form that CreateTable takes. */
export function tableDefinition(
  TableName: string,
  key: Key,
  indexes: readonly GlobalIndex[] = [],
): CreateTableCommandInput & { TableName: string } {
  const attributes = new Set([key, ...indexes].flatMap(attributesOf));
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(key),
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: index.projection },
      })),
    }),
  };
}
