import { type CatalogueImage, usableImages } from '@pineapple/core';
import type { ImageStore } from '@pineapple/store';
import type { RequestContext } from '../context/request-context.ts';
import type { Catalogue } from './catalogue.ts';

interface ImageSources {
  readonly images: Pick<ImageStore, 'listByOwner'>;
  readonly catalogue: Catalogue;
}

/** The images of a user's own that containers can run. */
export async function ownImagesOf(
  ownerId: string,
  { images, catalogue }: ImageSources,
): Promise<readonly CatalogueImage[]> {
  return usableImages(await images.listByOwner(ownerId), catalogue.entries);
}

/** What the viewer's containers can run: the catalogue, and their own images. */
export async function availableImages({
  viewer,
  services,
}: RequestContext): Promise<readonly CatalogueImage[]> {
  const { entries } = services.catalogue;
  return viewer === null ? entries : [...entries, ...(await ownImagesOf(viewer.id, services))];
}
