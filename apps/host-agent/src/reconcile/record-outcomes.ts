import type { ActualLab } from '@pineapple/core';
import { DockerUnavailableError } from '../docker/docker-error.ts';
import type { ContainerFollower } from '../watch/container-follower.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';
import type { StepOutcome } from './run-plan.ts';

/** What stood in the way of a subject: the failure itself, not the steps that were skipped for it. */
function obstacles(outcomes: readonly StepOutcome[]): ReadonlyMap<string, StepOutcome> {
  const found = new Map<string, StepOutcome>();
  for (const outcome of outcomes) {
    const known = found.get(outcome.step.subject);
    if (outcome.outcome === 'done' || known?.outcome === 'failed') continue;
    found.set(outcome.step.subject, outcome);
  }
  return found;
}

/** Why a skipped step was skipped: the failed step it waited for, perhaps through others. */
function rootOf(outcome: StepOutcome, outcomes: readonly StepOutcome[]): StepOutcome {
  if (outcome.outcome !== 'skipped') return outcome;
  const before = outcomes.find(
    (other) => outcome.step.after.includes(other.step.id) && other.outcome !== 'done',
  );
  return before ? rootOf(before, outcomes) : outcome;
}

/** Whether Docker's events have told where the container is; looking again would only cost time. */
function isKnown({ phase, endedByItself, outdated }: ContainerTracker): boolean {
  if (outdated) return false;
  return phase === 'READY' || phase === 'RUNNING' || (phase === 'FAILED' && endedByItself);
}

/** What the lab no longer has and the host does not, or never did: a container, say, that could not be made. */
function enterDepartures(
  state: LabState,
  hindered: ReadonlyMap<string, StepOutcome>,
  journal: Journal,
): void {
  for (const tracker of [...state.trackers.values()]) {
    const { containerId } = tracker;
    if (!state.container(containerId) && !hindered.has(containerId)) journal.gone(state, tracker);
  }
  for (const networkId of [...state.networks.keys()]) {
    if (!state.network(networkId) && !hindered.has(networkId)) journal.network(state, networkId, 'DELETED');
  }
}

/** Enters what an apply came to for every network and container that Docker's events say nothing of. */
export async function enterOutcomes(
  state: LabState,
  actual: ActualLab,
  outcomes: readonly StepOutcome[],
  { journal, follower }: { readonly journal: Journal; readonly follower: ContainerFollower },
): Promise<void> {
  const hindered = obstacles(outcomes);
  for (const { id } of state.desired.removed ? [] : state.desired.networks) {
    const obstacle = hindered.get(id);
    if (!obstacle) journal.network(state, id, 'ACTIVE');
    else if (obstacle.outcome === 'failed') journal.network(state, id, 'FAILED', obstacle.error);
  }
  enterDepartures(state, hindered, journal);
  const running = new Set(
    actual.containers.flatMap(({ id, state: each }) => (each === 'running' ? [id] : [])),
  );
  const entries = state.desired.removed ? [] : state.desired.containers;
  await Promise.all(
    entries.map(async (wanted) => {
      const tracker = state.track(wanted.id, wanted.name, wanted.image);
      const obstacle = hindered.get(wanted.id);
      const root = obstacle ? rootOf(obstacle, outcomes) : null;
      if (root) {
        if (root.outcome !== 'failed') return;
        const lost = root.cause instanceof DockerUnavailableError;
        journal.enter(state, tracker, lost ? 'LOST' : 'FAILED', new Date(), root.error);
        return;
      }
      const own = outcomes.map(({ step }) => step).filter(({ subject }) => subject === wanted.id);
      const touched = own.some(({ action }) => action !== 'disconnect');
      const powered = own.some(({ action }) => action === 'start' || action === 'restart');
      if (wanted.power === 'off') {
        tracker.generation = wanted.generation;
        if (!touched || !running.has(wanted.id)) journal.enter(state, tracker, 'STOPPED');
      } else if (!powered && !isKnown(tracker)) {
        await follower.refresh(state, tracker);
      }
      // A restarted agent has to say what it finds, though nothing changed; said already, it is not said again.
      journal.report(state, tracker);
    }),
  );
}
