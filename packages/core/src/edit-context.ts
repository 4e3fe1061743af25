import type { CatalogueImage } from './catalogue.ts';
import type { RandomBytes } from './ids.ts';

/** How much one lab, and one container, may have. */
export interface LabLimits {
  readonly networksPerLab: number;
  readonly containersPerLab: number;
  readonly interfacesPerContainer: number;
  /** The most processors that a container may be given; left out for no limit but that of the notation. */
  readonly cpusPerContainer?: number;
  /** The most memory that a container may be given, in MB; left out as above. */
  readonly memoryMbPerContainer?: number;
}

/** What an edit needs from outside. It is passed in, so that edits are pure. */
export interface EditContext {
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly random: RandomBytes;
  readonly limits: LabLimits;
  /** The images that containers may run. */
  readonly images: readonly CatalogueImage[];
  /**
   * Addresses that edits still to come ask for, in canonical form, by the name of the network: none of them is chosen for
   * an interface that asks for no address. Default: none.
   */
  readonly reservedAddresses?: ReadonlyMap<string, ReadonlySet<string>>;
}
