import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A type in Terraform's JSON type syntax. */
export type TypeExpression =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'map', TypeExpression]
  | readonly ['object', Readonly<Record<string, TypeExpression>>];

interface AttributeSchema {
  readonly type: TypeExpression;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

interface NestedBlockSchema {
  readonly nesting: 'single' | 'list';
  readonly min: number;
  /** 0: unlimited. */
  readonly max: number;
  readonly block: BlockSchema;
}

export interface BlockSchema {
  readonly attributes: Record<string, AttributeSchema>;
  readonly blocks: Record<string, NestedBlockSchema>;
}

/** A provider's schema. */
export interface ProviderSchema {
  /** Source of the schema. */
  readonly source: string;
  readonly provider: BlockSchema;
  readonly resources: Readonly<Record<string, BlockSchema>>;
  readonly data: Readonly<Record<string, BlockSchema>>;
}

/** The AWS provider's schema, as `extract-schema.ts` wrote it. */
export function readAwsSchema(): ProviderSchema {
  const packed = readFileSync(new URL('aws-schema.json.gz', import.meta.url));
  return JSON.parse(gunzipSync(packed).toString('utf8')) as ProviderSchema;
}
