import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A type as Terraform's JSON type expressions write it. */
export type TypeExpression =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'map', TypeExpression]
  | readonly ['object', Readonly<Record<string, TypeExpression>>];

export interface AttributeSchema {
  readonly type: TypeExpression;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

export interface NestedBlockSchema {
  readonly nesting: 'single' | 'list';
  readonly min: number;
  /** 0 is no limit. */
  readonly max: number;
  readonly block: BlockSchema;
}

export interface BlockSchema {
  readonly attributes: Record<string, AttributeSchema>;
  readonly blocks: Record<string, NestedBlockSchema>;
}

/** What a provider says of itself. */
export interface ProviderSchema {
  /** Where it was drawn from. */
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
