import type { CatalogueImage } from './catalogue.ts';
import type { RandomBytes } from './ids.ts';

/** How much one lab may hold. */
export interface LabLimits {
  readonly networksPerLab: number;
  readonly containersPerLab: number;
  readonly interfacesPerContainer: number;
}

/** What an edit needs from outside. It is passed in, so that edits are pure. */
export interface EditContext {
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly random: RandomBytes;
  readonly limits: LabLimits;
  /** The images that containers may run. */
  readonly images: readonly CatalogueImage[];
}
