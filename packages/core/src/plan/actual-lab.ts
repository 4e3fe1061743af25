import type { ManifestOverlay } from '../host-manifest/host-manifest.ts';

/** One attachment according to Docker. */
export interface ActualInterface {
  /** The network's id, or the Docker name of a network that is not part of the lab. */
  readonly networkId: string;
  readonly ipv4Address: string | null;
  /** Null if Docker does not know it, for example for a stopped container. */
  readonly macAddress: string | null;
  /** False if the container runs but its link to the network is gone. */
  readonly attached: boolean;
}

/** A Docker network that carries the lab's label. */
export interface ActualNetwork {
  /** Docker's id. Two networks can have the same lab network id after an interrupted apply. */
  readonly key: string;
  readonly id: string;
  /** Null if it has none. */
  readonly ipv4Subnet: string | null;
  readonly internet: boolean;
  /** The overlay to other hosts; null if there is none or it is incomplete. */
  readonly overlay: ManifestOverlay | null;
}

/** `created` has never run. `broken` is dead or half removed and can only be removed. */
export type ActualState = 'created' | 'running' | 'stopped' | 'broken';

/** A Docker container that carries the lab's label. */
export interface ActualContainer {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly imageReference: string;
  readonly state: ActualState;
  /** The generation that was applied last; zero if none was. */
  readonly generation: number;
  /** Whether the process ended or failed to start in that generation without a request. */
  readonly endedByItself: boolean;
  readonly interfaces: readonly ActualInterface[];
}

/** Everything of one lab that exists on the host. */
export interface ActualLab {
  readonly networks: readonly ActualNetwork[];
  readonly containers: readonly ActualContainer[];
}
