import type { CatalogueImage, ImageRecipe } from './catalogue.ts';
import { type Dockerfile, DockerfileError } from './dockerfile/dockerfile.ts';
import { readDockerfile } from './dockerfile/read-dockerfile.ts';
import { type EditError, invalid } from './edit-error.ts';
import { quoted } from './names/quoted.ts';
import { ok, type Result } from './result.ts';

export const ownImagesPerUser = 10;

/** What one build may take. */
export const buildLimits = {
  /** From when the host takes it, with its wait for other builds. */
  minutes: 10,
  memoryMb: 1024,
  cpus: 1,
  processes: 256,
  /** What the image adds to its base. */
  sizeMb: 1024,
  /** What an image that is pulled has, compressed. */
  pulledMb: 2048,
} as const;

/** After this long without its end, a build counts as lost with its host. */
const silentBuildMs = (buildLimits.minutes + 3) * 60_000;

export const ownImageStates = ['building', 'ready', 'failed', 'cancelled'] as const;
export type OwnImageState = (typeof ownImageStates)[number];

/** A stored build context as its owner sees it. */
export interface OwnImageContext {
  /** Of its tar archive, in hexadecimal. */
  readonly sha256: string;
  /** Of the archive. */
  readonly bytes: number;
}

/** An image that a user builds from a Dockerfile, or has pulled. Only its owner's labs can run it. */
export interface OwnImage {
  readonly name: string;
  /** Empty for one that is pulled. */
  readonly dockerfile: string;
  /** The reference in its registry that it is pulled from; null for one that is built. */
  readonly pulledFrom: string | null;
  /** What that reference meant when it was pulled, by digest; null until then. */
  readonly pinned: string | null;
  /** The files that it copies; null for none. */
  readonly context: OwnImageContext | null;
  /** 32 hexadecimal digits of a hash of the owner, the Dockerfile and the context. */
  readonly digest: string;
  readonly state: OwnImageState;
  /** Why there is no image; null if there is, or while it is built. */
  readonly reason: string | null;
  /** RFC 3339, UTC. */
  readonly requestedAt: string;
}

/** What Docker calls an image of a user's own. No other image of a host has such a name. */
export const builtReference = /^pineapple\/own:[0-9a-f]{32}$/;

export function referenceOfDigest(digest: string): string {
  return `pineapple/own:${digest}`;
}

const namePattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Checks what a user wants to build. The base must be in the catalogue, and COPY needs files to copy from. */
export function checkOwnImage(
  { name, dockerfile, context }: Pick<OwnImage, 'name' | 'dockerfile' | 'context'>,
  catalogue: readonly CatalogueImage[],
): Result<Dockerfile, EditError> {
  const issues = nameIssues(name, catalogue);
  try {
    const read = readDockerfile(dockerfile);
    if (!catalogue.some((image) => image.name === read.from)) {
      const known = catalogue.map((image) => `'${image.name}'`).join(', ');
      const message = `There is no image ${quoted(read.from)} to start from. Choose from ${known}.`;
      issues.push({ path: ['dockerfile'], message });
    }
    const copies = context === null ? read.steps.find(({ step }) => step.kind === 'copy') : undefined;
    if (copies) {
      const message = `Line ${copies.line}: There are no files to copy from. Add a build context, or write a text file with COPY <<EOF /path.`;
      issues.push({ path: ['dockerfile'], message });
    }
    return issues.length > 0 ? invalid(issues) : ok(read);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    return invalid([...issues, { path: ['dockerfile'], message: error.message }]);
  }
}

/** What is wrong with the name of an image that a user wants. */
export function nameIssues(
  name: string,
  catalogue: readonly CatalogueImage[],
): { readonly path: readonly string[]; readonly message: string }[] {
  if (!namePattern.test(name)) {
    const message = `${quoted(name)} is no name for an image. Use 1 to 63 lower-case letters, digits and dashes, first a letter or digit.`;
    return [{ path: ['name'], message }];
  }
  if (!catalogue.some((image) => image.name === name)) return [];
  const message = `${quoted(name)} is in the catalogue of this site. Choose another name.`;
  return [{ path: ['name'], message }];
}

/** The images of a user that containers can run, in the form of the catalogue. */
export function usableImages(
  own: readonly (OwnImage & { readonly ownerId: string })[],
  catalogue: readonly CatalogueImage[],
): readonly CatalogueImage[] {
  return own.flatMap((image) => {
    const { name, digest, state } = image;
    // The operator may have added an image of that name since.
    if (state !== 'ready' || catalogue.some((image) => image.name === name)) return [];
    const build = recipeOf(image, catalogue);
    if (build === null) return [];
    const description = `Your own, ${image.pulledFrom === null ? 'built from a Dockerfile' : `from ${image.pulledFrom}`}`;
    return [
      {
        name,
        description,
        reference: referenceOfDigest(digest),
        build,
      },
    ];
  });
}

/** What a host needs to get an image; null if its base is not in the catalogue any more. */
export function recipeOf(
  image: Pick<OwnImage, 'dockerfile' | 'context' | 'pulledFrom' | 'pinned'> & { readonly ownerId: string },
  catalogue: readonly CatalogueImage[],
): ImageRecipe | null {
  const { ownerId, dockerfile, context, pulledFrom, pinned } = image;
  if (pulledFrom !== null) return { pull: pinned ?? pulledFrom };
  const { from } = readDockerfile(dockerfile);
  const base = catalogue.find(({ name }) => name === from)?.reference;
  if (base === undefined) return null;
  return { base, dockerfile, ...(context && { context: { ownerId, sha256: context.sha256 } }) };
}

/** The image as of now: a build whose host was silent for too long has failed. */
export function ownImageAt<T extends OwnImage>(image: T, now: Date): T {
  const isSilent = now.getTime() - Date.parse(image.requestedAt) > silentBuildMs;
  if (image.state !== 'building' || !isSilent) return image;
  return {
    ...image,
    state: 'failed',
    reason: 'Its host did not report the end of the build. Build it again.',
  };
}
