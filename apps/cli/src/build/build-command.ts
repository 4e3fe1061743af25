import { CliError } from '../cli-error.ts';

/** Builds an image of the user's own. */
export interface BuildCommand {
  readonly name: 'build';
  /** What the image is called. */
  readonly image: string;
  /** The files for COPY. */
  readonly folder: string;
  /** Null for the one in the folder. */
  readonly dockerfile: string | null;
}

/** @throws CliError for anything that is not such a command */
export function readBuild(
  image: string | undefined,
  rest: readonly string[],
  dockerfile: string | undefined,
): BuildCommand {
  const [folder = '.', more] = rest;
  if (!image) throw new CliError('Name the image: build <image> [<folder>].');
  if (more !== undefined) throw new CliError(`build does not take "${more}".`);
  return { name: 'build', image, folder, dockerfile: dockerfile ?? null };
}
