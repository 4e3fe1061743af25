import type { LabNetwork } from '../lab-nodes.ts';
import type { NetworkObservation } from './observation.ts';
import type { NetworkPhase } from './phase.ts';

/** The phase of a network, and the reason if there is one. */
interface NetworkState {
  readonly phase: NetworkPhase;
  readonly reason: string | null;
}

/**
 * The state of a network, derived from its desired and its observed state.
 *
 * @param desired - Null if it is no longer in the lab.
 * @param observed - Null if its host has not reported it.
 */
export function networkState(desired: LabNetwork | null, observed: NetworkObservation | null): NetworkState {
  const phase = observed?.phase ?? 'PENDING';
  const reason = observed?.reason ?? null;
  if (desired === null) return { phase: 'DELETING', reason: phase === 'ACTIVE' ? null : reason };
  // It is desired but gone from the host, which will recreate it.
  if (phase === 'DELETED' || phase === 'DELETING') return { phase: 'PENDING', reason };
  return { phase, reason };
}
