import { z } from 'zod';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { matching, urlWith } from './variable.ts';

/** What the command line needs to know. */
export interface CliConfig {
  /** The origin of the website, without a slash at its end. */
  readonly url: string;
  /** An API token of the person who runs it. */
  readonly token: string;
}

const variables = z.object({
  PINEAPPLE_URL: urlWith(['http:', 'https:'], 'the address of the website, as https://labs.example.org')
    .transform((url) => url.origin)
    .default('http://localhost:4000'),
  PINEAPPLE_TOKEN: matching(
    /^pn_[A-Za-z0-9_-]{1,200}$/,
    'an API token, pn_…, which the page "API" of the website makes',
  ),
});

/** Reads the environment of the command line. @throws ConfigError naming every wrong variable. */
export function loadCliConfig(env: Environment = process.env): CliConfig {
  const read = readEnvironment('command line', variables, env);
  return freeze({ url: read.PINEAPPLE_URL, token: read.PINEAPPLE_TOKEN });
}
