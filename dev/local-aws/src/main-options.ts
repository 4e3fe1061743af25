import { z } from 'zod';
import { localAwsOptions, type LocalAwsOptions } from './options.ts';

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('is not valid JSON');
    return z.NEVER;
  }
});

/**
 * Parses the process's options: JSON in its first argument.
 * @throws Error that names every invalid option
 */
export function readMainOptions(argument: string | undefined): LocalAwsOptions {
  if (argument === undefined) {
    throw new Error(`Give the options as JSON in the first argument: '{"dataDir":"…","port":4566}'`);
  }
  const parsed = json.pipe(localAwsOptions).safeParse(argument);
  if (!parsed.success) throw new Error(`The options are not valid:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
