import { buildLimits, isOwnLabel, type ManifestPull } from '@pineapple/core';
import { z } from 'zod';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError, isNotFound } from '../docker/docker-error.ts';
import { BuildFailure } from './build-failure.ts';
import type { BuildLog } from './build-log.ts';
import { LayerProgress } from './layer-progress.ts';

/** A registry that says nothing for this long does not answer. */
const usualSilenceMs = 30_000;
const mebibyte = 1024 * 1024;

const pulledImage = z.object({
  RepoDigests: z.array(z.string()).nullish(),
  Size: z.number(),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});

interface PullOptions {
  readonly docker: DockerClient;
  readonly log: BuildLog;
  /** Ends the pull at once; its reason is thrown. */
  readonly signal: AbortSignal;
  readonly silenceMs?: number;
}

/**
 * Pulls an image of a user's from its registry, and gives it the name that containers use. Nothing is left if it fails.
 * @returns what the reference meant, by digest
 * @throws BuildFailure, the signal's reason, DockerError or DockerUnavailableError
 */
export async function pullImage({ reference, pull }: ManifestPull, options: PullOptions): Promise<string> {
  const { docker, log, signal } = options;
  const was = await hasImage(docker, pull);
  log.add(`Pulling ${pull}`);
  try {
    await readPull(pull, options);
    const image = pulledImage.parse(await docker.transport.call('GET', `/images/${encodeURI(pull)}/json`));
    refuseImage(image);
    signal.throwIfAborted();
    const [repo = '', tag = ''] = reference.split(':');
    await docker.transport.call('POST', `/images/${encodeURI(pull)}/tag`, { repo, tag });
    const repository = pull.replace(/(?:@.*|:[^:/]*)$/, '').replace(/^docker\.io\/(?:library\/)?/, '');
    const digest = image.RepoDigests?.find((each) => each.replace(/@.*$/, '') === repository)?.split('@')[1];
    return digest === undefined ? pull : `${pull.replace(/(?:@.*|:[^:/]*)$/, '')}@${digest}`;
  } finally {
    // The catalogue of the site may have the same.
    if (!was) await docker.removeImage(pull).catch(() => undefined);
  }
}

async function hasImage(docker: DockerClient, reference: string): Promise<boolean> {
  try {
    await docker.inspectImage(reference);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

async function readPull(
  pull: string,
  { docker, log, signal, silenceMs = usualSilenceMs }: PullOptions,
): Promise<void> {
  const stopped = new AbortController();
  const end = AbortSignal.any([signal, stopped.signal]);
  const [registry = ''] = pull.split('/');
  const silent = (): void =>
    stopped.abort(
      new BuildFailure(
        `The registry ${registry} has not answered for ${silenceMs / 1000} s. Try again later.`,
      ),
    );
  const timer = setTimeout(silent, silenceMs);
  const progress = new LayerProgress((layer) => log.layer(layer));
  try {
    for await (const news of docker.pullProgress(pull, end)) {
      timer.refresh();
      if (news.error !== undefined) throw new BuildFailure(pullReason(news.error, pull));
      progress.take(news);
      if (progress.bytes > buildLimits.pulledMb * mebibyte) throw new BuildFailure(tooLarge);
    }
    end.throwIfAborted();
  } catch (error) {
    end.throwIfAborted();
    // What is wrong before the first layer is a status of Docker's.
    throw error instanceof DockerError ? new BuildFailure(pullReason(error.message, pull)) : error;
  } finally {
    clearTimeout(timer);
  }
}

const tooLarge = `The image has more than ${buildLimits.pulledMb} MB, which is the limit. Choose a smaller one.`;

function refuseImage({ Size, Config }: z.infer<typeof pulledImage>): void {
  if (Size > 2 * buildLimits.pulledMb * mebibyte) throw new BuildFailure(tooLarge);
  // They would make a container of the image look like one of the product's own.
  const label = Object.keys(Config?.Labels ?? {}).find(
    (name) => name.startsWith('pineapple.') && !isOwnLabel(name),
  );
  if (label !== undefined)
    throw new BuildFailure(`The image has the label ${label.slice(0, 100)}, which belongs to the product.`);
}

/** What Docker says of a failed pull, in words for its user. */
function pullReason(error: string, pull: string): string {
  if (/manifest unknown|not found|repository does not exist|name unknown/i.test(error))
    return `There is no image ${pull} in its registry, or it is private. Check its name and tag.`;
  if (/no matching manifest/i.test(error)) return `${pull} has no image for this kind of host.`;
  return `${pull} could not be pulled: ${error.slice(0, 500)}`;
}
