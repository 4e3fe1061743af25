import { join } from 'node:path';
import { builtInImages } from '@pineapple/core';
import type { Environment } from '../machine.ts';
import { dockerClient } from '../docker/ping-engine.ts';
import type { Progress } from '../progress.ts';
import { buildBaseImage } from './base-image.ts';
import { buildImage, builtFrom } from './build-image.ts';
import { contentHash } from './content-hash.ts';

const baseTag = 'pineapple/base:1';

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
  for (const image of builtInImages) {
    const folder = join(imagesDir, image.name);
    // All others are built on the image `host`, which is the first in the catalogue.
    const hash = contentHash([join(imagesDir, 'base'), join(imagesDir, 'host'), folder]);
    if (haveBase && (await builtFrom(docker, image.reference)) === hash) continue;
    await progress.step(`Building the image ${image.name}`, () =>
      buildImage(docker, folder, image.reference, hash),
    );
  }
}
