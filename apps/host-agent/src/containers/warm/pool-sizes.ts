/** How many containers the pool holds of the image that most labs use, before any was started. */
const firstSize = 8;
/** A start rarely comes alone. */
const smallest = 2;
/** How often an image that is not in the catalogue must have been started: one alone may be a trial. */
const enoughStarts = 2;
/** Memory of a container that waits: its shim's. */
const waitingBytes = 14 * 1024 * 1024;
/** The part of the machine's memory that the pool leaves free. */
const keptFree = 0.25;

/** How often an image was started recently. */
export interface ImageUse {
  readonly reference: string;
  readonly starts: number;
}

interface Catalogue {
  readonly references: ReadonlySet<string>;
  /** The image that a new host expects to be used first. */
  readonly first: string;
}

interface Memory {
  readonly totalBytes: number;
  readonly availableBytes: number;
}

/** How many containers of each image are worth having in the pool, most used images first. */
export function poolDemand(uses: readonly ImageUse[], { references, first }: Catalogue): Map<string, number> {
  const demand = new Map<string, number>();
  for (const { reference, starts } of uses.toSorted((a, b) => b.starts - a.starts)) {
    if (starts >= (references.has(reference) ? 1 : enoughStarts))
      demand.set(reference, Math.max(smallest, starts));
  }
  demand.set(first, Math.max(firstSize, demand.get(first) ?? 0));
  return demand;
}

/**
 * How many containers the pool may hold in all.
 * @param held how many it holds now; the memory that is available does not include theirs
 */
export function poolLimit(most: number, held: number, { totalBytes, availableBytes }: Memory): number {
  const room = Math.floor((availableBytes - totalBytes * keptFree) / waitingBytes);
  return Math.max(0, Math.min(most, held + room));
}

/** Shares a limited number of containers among images, in proportion to their demand (D'Hondt's method). */
export function shareOut<Image>(demand: ReadonlyMap<Image, number>, limit: number): Map<Image, number> {
  const sizes = new Map<Image, number>();
  for (let given = 0; given < limit; given += 1) {
    let next: { readonly image: Image; readonly size: number; readonly weight: number } | null = null;
    for (const [image, wanted] of demand) {
      const size = sizes.get(image) ?? 0;
      const weight = wanted / (size + 1);
      if (size < wanted && weight > (next?.weight ?? 0)) next = { image, size, weight };
    }
    if (next === null) break;
    sizes.set(next.image, next.size + 1);
  }
  return sizes;
}
