import { builtInImages, type CatalogueImage, imageId } from '@pineapple/core';

export interface ImageModel {
  readonly __typename: 'Image';
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The images that containers can run: the built-in ones and those that the operator added. */
export class Catalogue {
  readonly entries: readonly CatalogueImage[];
  readonly images: readonly ImageModel[];
  readonly #byName: ReadonlyMap<string, ImageModel>;

  constructor(extraImages: readonly CatalogueImage[]) {
    // An operator's image replaces a built-in one of the same name.
    const byName = new Map([...builtInImages, ...extraImages].map((image) => [image.name, image]));
    this.entries = [...byName.values()];
    this.images = this.entries.map(toImageModel);
    this.#byName = new Map(this.images.map((image) => [image.name, image]));
  }

  find(name: string): ImageModel | null {
    return this.#byName.get(name) ?? null;
  }

  /** The image of an existing container, even one that is no longer in the catalogue. */
  describe(name: string): ImageModel {
    return (
      this.find(name) ??
      toImageModel({ name, description: "Of its owner's own, or no longer in the catalogue" })
    );
  }
}

export function toImageModel({
  name,
  description,
}: Pick<CatalogueImage, 'name' | 'description'>): ImageModel {
  return { __typename: 'Image', id: imageId(name), name, description };
}
