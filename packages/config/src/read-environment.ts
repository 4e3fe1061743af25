import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { shownValue } from './shown-value.ts';

/** Environment variables by name, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables of a schema. An empty value counts as not set, because service managers and Terraform can't always
 * omit a variable.
 */
export function readEnvironment<S extends z.ZodObject>(
  program: string,
  schema: S,
  env: Environment,
): z.output<S> {
  const given: Record<string, string> = {};
  for (const variable of Object.keys(schema.shape)) {
    const value = env[variable]?.trim();
    if (value !== undefined && value !== '') given[variable] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const variable = String(issue.path[0]);
    return { variable, shown: shownValue(variable, given[variable]), expected: issue.message };
  });
  throw new ConfigError(program, problems);
}
