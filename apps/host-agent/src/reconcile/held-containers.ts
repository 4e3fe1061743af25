import { type Plan, waitingFor } from '@pineapple/core';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';

/**
 * Records which containers must not start yet, and shows why. This comes before the plan's steps run: a phase that another
 * container enters meanwhile then starts the next plan.
 */
export function recordHeld(state: LabState, { held }: Plan, journal: Pick<Journal, 'enterPhase'>): void {
  for (const tracker of state.trackers.values()) {
    const reason = held.get(tracker.containerId) ?? null;
    tracker.hold(reason);
    if (reason !== null) journal.enterPhase(state, tracker, 'PENDING', new Date(), reason);
  }
}

/** Whether a new phase of a container lets one start that waits for it, or changes why that one waits. */
export function concernsHeld(state: LabState, containerId: string): boolean {
  return [...state.trackers.values()].some(({ containerId: id, held }) => {
    const wanted = held === null ? undefined : state.container(id);
    if (!wanted?.waitFor.some((each) => each.containerId === containerId)) return false;
    return waitingFor(wanted, state.desired, state.trackers) !== held;
  });
}
