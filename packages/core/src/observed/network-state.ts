import type { LabNetwork } from '../lab-nodes.ts';
import type { NetworkObservation } from './observation.ts';
import type { NetworkPhase } from './phase.ts';

/** Where a network is, and why where that needs saying. */
export interface NetworkState {
  readonly phase: NetworkPhase;
  readonly reason: string | null;
}

/**
 * What one network's desired and observed state say together.
 *
 * @param desired null when it is no longer in the lab
 * @param observed null when its host has not reported on it
 */
export function networkState(desired: LabNetwork | null, observed: NetworkObservation | null): NetworkState {
  const phase = observed?.phase ?? 'PENDING';
  const reason = observed?.reason ?? null;
  if (desired === null) return { phase: 'DELETING', reason: phase === 'ACTIVE' ? null : reason };
  // Wanted but gone from the host: it will be made again.
  if (phase === 'DELETED' || phase === 'DELETING') return { phase: 'PENDING', reason };
  return { phase, reason };
}
