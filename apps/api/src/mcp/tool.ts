import { z } from 'zod';
import type { OwnApi } from './own-api.ts';
import { ToolError } from './tool-error.ts';

/** The name or id of a lab. */
export const labArgument = z.string().min(1).max(100);
/** The name or id of a container. */
export const nodeArgument = z.string().min(1).max(100);

/** A tool of the MCP server. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** The JSON Schema of its arguments. */
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: unknown };
  readonly annotations?: ToolAnnotations;
  /** Returns text for a person or a model. @throws ToolError */
  readonly run: (args: unknown, api: OwnApi) => Promise<string>;
}

interface ToolAnnotations {
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
}

/** Defines a tool whose arguments are checked. */
export function tool<S extends z.ZodRawShape>(
  name: string,
  description: string,
  shape: S,
  run: (args: z.output<z.ZodObject<S>>, api: OwnApi) => Promise<string>,
  annotations?: ToolAnnotations,
): Tool {
  const schema = z.strictObject(shape);
  const { properties, required } = z.toJSONSchema(schema, { io: 'input', override: shorten });
  return {
    ...{ name, description },
    ...(annotations && { annotations }),
    inputSchema: { type: 'object', properties, ...(required && { required }) },
    run: (args, api) => {
      const read = schema.safeParse(args ?? {});
      if (!read.success) throw new ToolError(`Wrong arguments. ${z.prettifyError(read.error)}`);
      return run(read.data, api);
    },
  };
}

const lengths = ['minLength', 'maxLength', 'minItems', 'maxItems', 'additionalProperties'] as const;

/** Leaves out what a model hardly ever meets. It is checked all the same, and the message says it then. */
function shorten({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  for (const key of lengths) Reflect.deleteProperty(jsonSchema, key);
  // What zod says of every integer.
  for (const key of ['minimum', 'maximum'] as const)
    if (Math.abs(Number(jsonSchema[key])) === Number.MAX_SAFE_INTEGER)
      Reflect.deleteProperty(jsonSchema, key);
}
