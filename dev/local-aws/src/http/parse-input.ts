import type { z } from 'zod';
import { AwsError } from './aws-error.ts';

/** Parses a request body as JSON; an empty body is an empty input. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

/** Validates an operation's input and reports errors in the style of AWS's own validation. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, code = 'ValidationException'): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    (issue) =>
      `Value at '${issue.path.map(String).join('.')}' failed to satisfy constraint: ${issue.message}`,
  );
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  throw new AwsError(code, `${count}: ${issues.join('; ')}`);
}
