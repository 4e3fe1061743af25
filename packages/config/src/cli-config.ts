import { z } from 'zod';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { matching, urlWith } from './variable.ts';

/** The configuration of the command line. */
export interface CliConfig {
  /** The origin of the website, without a trailing slash. */
  readonly url: string;
  /** An API token of the user. */
  readonly token: string;
}

const variables = z.object({
  PINEAPPLE_URL: urlWith(['http:', 'https:'], 'the address of the website, such as https://labs.example.org')
    .transform((url) => url.origin)
    .default('http://localhost:4000'),
  PINEAPPLE_TOKEN: matching(/^pn_[A-Za-z0-9_-]{1,200}$/, 'an API token, pn_…, from the website’s page "API"'),
});

/** Reads the environment of the command line. @throws ConfigError with every invalid variable. */
export function loadCliConfig(env: Environment = process.env): CliConfig {
  const read = readEnvironment('command line', variables, env);
  return freeze({ url: read.PINEAPPLE_URL, token: read.PINEAPPLE_TOKEN });
}

/** The origin of the website, to name it where the rest of the environment is invalid. */
export function cliSite(env: Environment = process.env): string {
  const read = variables
    .pick({ PINEAPPLE_URL: true })
    .safeParse({ PINEAPPLE_URL: env['PINEAPPLE_URL'] || undefined });
  return read.success ? read.data.PINEAPPLE_URL : 'the website';
}
