import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';

export const documentParameter = z.strictObject({
  type: z.enum(['String', 'StringList', 'Integer', 'Boolean']),
  description: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  allowedValues: z.array(z.string()).optional(),
  allowedPattern: z.string().refine(compiles, 'is not a regular expression').optional(),
  minChars: z.int().nonnegative().optional(),
  maxChars: z.int().nonnegative().optional(),
  minItems: z.int().nonnegative().optional(),
  maxItems: z.int().nonnegative().optional(),
  displayType: z.string().optional(),
});

const step = z.object({
  action: z.literal('aws:runShellScript'),
  name: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  inputs: z.object({
    runCommand: z.union([z.array(z.string()), z.string().transform((line) => [line])]),
    workingDirectory: z.string().optional(),
    timeoutSeconds: z.union([z.string(), z.int().transform(String)]).optional(),
  }),
});

/** A command document of schema 2.2 whose steps run shell scripts. */
const documentContent = z.object({
  schemaVersion: z.literal('2.2'),
  description: z.string().optional(),
  parameters: z.record(z.string().regex(/^[A-Za-z0-9]{1,128}$/), documentParameter).default({}),
  mainSteps: z.array(step).min(1),
});

export type DocumentParameter = z.infer<typeof documentParameter>;
export type DocumentContent = z.infer<typeof documentContent>;

/** @throws AwsError when the text is not a supported document */
export function parseDocument(text: string): DocumentContent {
  return parseContent(documentContent, text);
}

/** @throws AwsError InvalidDocumentContent when the text is not JSON of that shape */
export function parseContent<T>(schema: z.ZodType<T>, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AwsError(
      'InvalidDocumentContent',
      'The content is not JSON; YAML documents are not offered on this endpoint.',
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  throw new AwsError('InvalidDocumentContent', `The document can't be run here: ${issues.join('; ')}`);
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
