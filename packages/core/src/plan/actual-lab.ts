import type { ManifestOverlay } from '../host-manifest/host-manifest.ts';

/** One attachment as Docker knows it. */
export interface ActualInterface {
  /** The network's id, or the plain Docker name of a network that is none of the lab's. */
  readonly networkId: string;
  readonly ipv4Address: string | null;
  /** Null where Docker does not say, as for a container that is not running. */
  readonly macAddress: string | null;
  /** False when the container runs but its link to the network is gone. */
  readonly attached: boolean;
}

/** A Docker network that carries the lab's label. */
export interface ActualNetwork {
  /** Docker's own id: two networks may carry one id after an interrupted apply. */
  readonly key: string;
  readonly id: string;
  readonly ipv4Subnet: string;
  readonly internet: boolean;
  /** How it reaches other hosts right now; null where it does not, or not as it once was to. */
  readonly overlay: ManifestOverlay | null;
}

/** `created` never ran; `broken` is beyond use (dead, half removed) and can only be removed. */
export type ActualState = 'created' | 'running' | 'stopped' | 'broken';

/** A Docker container that carries the lab's label. */
export interface ActualContainer {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly imageReference: string;
  readonly state: ActualState;
  /** The generation that was last brought about; zero when none was. */
  readonly generation: number;
  /** Whether it ended, or could not start, for a reason of its own in that generation. */
  readonly endedByItself: boolean;
  readonly interfaces: readonly ActualInterface[];
}

/** Everything of one lab that exists on the host. */
export interface ActualLab {
  readonly networks: readonly ActualNetwork[];
  readonly containers: readonly ActualContainer[];
}
