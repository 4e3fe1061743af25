import type { ManifestOverlay } from '../host-manifest/host-manifest.ts';
import type { PhasesOnHost } from './waiting-for.ts';
import type { Wire } from './wire.ts';

/** A network of the lab as it is in the host's kernel. */
export interface ActualNetwork {
  readonly id: string;
  /** Null if it has none. */
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
  readonly internet: boolean;
  /** In bytes, as the lab wants it. An overlay can make it smaller. */
  readonly mtu: number;
  /** The overlay to other hosts; null if there is none or it is incomplete. */
  readonly overlay: ManifestOverlay | null;
}

/**
 * The program of one that is `created` or `waiting` has never run: a `waiting` one came from the warm pool and waits for
 * its start behind its gate. `broken` is dead, half removed or of an earlier version, and can only be removed.
 */
export type ActualState = 'created' | 'waiting' | 'running' | 'stopped' | 'broken';

/** A Docker container of the lab. */
export interface ActualContainer {
  readonly key: string;
  readonly id: string;
  /** The host name that it was given last. One that does not run gets its name when it starts. */
  readonly name: string;
  readonly imageReference: string;
  readonly state: ActualState;
  /** The generation that was applied last; zero if none was. */
  readonly generation: number;
  /** Whether the process ended or failed to start in that generation without a request. */
  readonly endedByItself: boolean;
  /** Empty unless the container runs: its interfaces are made at each start, and vanish when it stops. */
  readonly interfaces: readonly Wire[];
}

/** Everything of one lab that exists on the host. */
export interface ActualLab {
  readonly networks: readonly ActualNetwork[];
  readonly containers: readonly ActualContainer[];
  /** Left out if no container waits for another. */
  readonly phases?: PhasesOnHost;
}
