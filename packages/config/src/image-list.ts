import { z } from 'zod';
import { variable } from './variable.ts';

/** An image that the operator adds to the built-in ones. Same shape as core's `CatalogueImage`. */
export interface ExtraImage {
  /** The name for createContainer. */
  readonly name: string;
  readonly description: string;
  /** Docker's image reference. */
  readonly reference: string;
}

const images = z.array(
  z.strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    description: z.string().min(1).max(500),
    // A leading dash would be an option on a command line.
    reference: z.string().regex(/^[a-z0-9][A-Za-z0-9._:/@-]{0,254}$/),
  }),
);

const expected =
  'a JSON array of {"name", "description", "reference"} with unique names of lower-case letters, digits and dashes, ' +
  'for example [{"name":"python","description":"Python 3","reference":"python:3-slim"}]';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const imageList = variable<readonly ExtraImage[]>(expected, (text) => {
  const parsed = images.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const names = new Set(parsed.data.map(({ name }) => name));
  return names.size === parsed.data.length ? parsed.data : undefined;
});
