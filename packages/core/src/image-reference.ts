import { quoted } from './names/quoted.ts';
import { fail, ok, type Result } from './result.ts';

/** An image in a registry, as `docker.io/library/alpine:3.20`. */
interface ImageReference {
  /** With its registry, such as `docker.io/library/alpine`. */
  readonly repository: string;
  /** With the repository, a tag or a digest. */
  readonly whole: string;
}

const registry = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9.-]+(?=:))(?::\d{1,5})?$/;
const path = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const version = /^(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** Reads a reference as `docker pull` does: Docker Hub without a registry, `latest` without a tag. */
export function readImageReference(text: string): Result<ImageReference, string> {
  const wrong = fail(
    `${quoted(text)} is not the reference of an image. Write one such as docker.io/library/alpine:3.20.`,
  );
  if (text.length > 250) return wrong;
  const [first = '', ...rest] = text.split('/');
  const named = rest.length > 0 && registry.test(first);
  const name = named ? rest.join('/') : text;
  const at = /[:@]/.exec(name)?.index ?? name.length;
  const own = name.slice(0, at);
  const parts = version.exec(name.slice(at));
  if (!path.test(own) || parts === null) return wrong;
  const host = named && first !== 'index.docker.io' ? first : 'docker.io';
  const repository = `${host}/${host === 'docker.io' && !own.includes('/') ? 'library/' : ''}${own}`;
  const { tag, digest } = parts.groups ?? {};
  // A digest says more than a tag.
  return ok({ repository, whole: digest ? `${repository}@${digest}` : `${repository}:${tag ?? 'latest'}` });
}

/**
 * The image that a user may have pulled.
 * @param registries such as `ghcr.io` for all of a registry, or `docker.io/library` for a part of it
 */
export function readAllowedReference(text: string, registries: readonly string[]): Result<string, string> {
  const reference = readImageReference(text.trim());
  if (!reference.ok) return reference;
  const { repository, whole } = reference.value;
  if (registries.some((each) => repository === each || repository.startsWith(`${each}/`))) return ok(whole);
  return fail(
    registries.length === 0
      ? 'This site pulls no images. Its operator can allow registries with PINEAPPLE_REGISTRIES.'
      : `${quoted(repository)} is not in a registry that this site allows. Choose from ${registries.join(', ')}.`,
  );
}
