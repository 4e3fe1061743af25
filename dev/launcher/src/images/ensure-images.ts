import { join } from 'node:path';
import { builtInImages, type CatalogueImage } from '@pineapple/core';
import type { Environment } from '../machine.ts';
import { dockerClient } from '../docker/ping-engine.ts';
import type { Progress } from '../progress.ts';
import { buildBaseImage } from './base-image.ts';
import { buildImage, builtFrom } from './build-image.ts';
import { contentHash } from './content-hash.ts';

/** The image that all of the catalogue are built on. */
export const baseTag = 'pineapple/base:1';

/** Builds the catalogue's images that are missing or out of date. */
export async function ensureImages(
  dockerHost: string,
  imagesDir: string,
  environment: Environment,
  progress: Progress,
): Promise<void> {
  const docker = dockerClient(dockerHost);
  const baseHash = contentHash([join(imagesDir, 'base')]);
  const haveBase = (await builtFrom(docker, baseTag)) === baseHash;
  if (!haveBase)
    await buildBaseImage(docker, join(imagesDir, 'base'), baseTag, baseHash, environment, progress);
  const ensure = async ({ name, reference }: CatalogueImage): Promise<void> => {
    const folder = join(imagesDir, name);
    const hash = contentHash([join(imagesDir, 'base'), join(imagesDir, 'host'), folder]);
    if (haveBase && (await builtFrom(docker, reference)) === hash) return;
    await progress.step(`Building the image ${name}`, () => buildImage(docker, folder, reference, hash));
  };
  // All others are built on the first, which is `host`.
  const [host, ...others] = builtInImages;
  if (host) await ensure(host);
  await Promise.all(others.map(ensure));
}
