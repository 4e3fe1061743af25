import { z } from 'zod';
import { variable } from './variable.ts';

/** An image of the operator's own, offered beside the built-in ones. Same shape as core's `CatalogueImage`. */
export interface ExtraImage {
  /** What createContainer takes. */
  readonly name: string;
  readonly description: string;
  /** What Docker is asked for. */
  readonly reference: string;
}

const images = z.array(
  z.strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    description: z.string().min(1).max(500),
    // A leading dash would be an option to whoever puts it on a command line.
    reference: z.string().regex(/^[a-z0-9][A-Za-z0-9._:/@-]{0,254}$/),
  }),
);

const wanted =
  'a JSON array of {"name", "description", "reference"}, each name once, in lower case with digits and dashes, ' +
  'for example [{"name":"python","description":"Python 3","reference":"python:3-slim"}]';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const imageList = variable<readonly ExtraImage[]>(wanted, (text) => {
  const parsed = images.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const names = new Set(parsed.data.map(({ name }) => name));
  return names.size === parsed.data.length ? parsed.data : undefined;
});
