import type { ActualLab, ManifestContainer } from '@pineapple/core';
import { ImageBuilding } from '../builds/image-builds.ts';
import { DockerUnavailableError } from '../docker/docker-error.ts';
import type { LinkTraffic } from '../network/traffic/link-traffic.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';
import type { ContainerFollower } from '../watch/container-follower.ts';
import type { StepOutcome } from './run-plan.ts';

interface Recorders {
  readonly journal: Journal;
  readonly follower: ContainerFollower;
  readonly traffic: LinkTraffic;
}

/** The outcome that blocks each subject: a failed step rather than the steps that were skipped because of it. */
function obstaclesBySubject(outcomes: readonly StepOutcome[]): ReadonlyMap<string, StepOutcome> {
  const found = new Map<string, StepOutcome>();
  for (const outcome of outcomes) {
    const known = found.get(outcome.step.subject);
    if (outcome.outcome === 'done' || known?.outcome === 'failed') continue;
    found.set(outcome.step.subject, outcome);
  }
  return found;
}

/** The failed step that caused a skipped one, directly or through other skipped steps. */
function rootCause(outcome: StepOutcome, outcomes: readonly StepOutcome[]): StepOutcome {
  if (outcome.outcome !== 'skipped') return outcome;
  const before = outcomes.find(
    (other) => outcome.step.after.includes(other.step.id) && other.outcome !== 'done',
  );
  return before ? rootCause(before, outcomes) : outcome;
}

/** Whether Docker's events have reported the container's state, so that inspecting it would only take time. */
function isKnown({ phase, endedByItself, isOutdated, isWaiting }: ContainerTracker): boolean {
  if (isOutdated) return false;
  return phase === 'READY' || (phase === 'RUNNING' && isWaiting) || (phase === 'FAILED' && endedByItself);
}

/** Records as DELETED what is neither in the lab nor on the host, including containers that were never created. */
function recordDeletions(
  state: LabState,
  obstacles: ReadonlyMap<string, StepOutcome>,
  journal: Journal,
): void {
  for (const tracker of [...state.trackers.values()]) {
    const { containerId } = tracker;
    if (!state.container(containerId) && !obstacles.has(containerId)) journal.deleteContainer(state, tracker);
  }
  for (const networkId of [...state.networks.keys()]) {
    if (!state.network(networkId) && !obstacles.has(networkId))
      journal.observeNetwork(state, networkId, 'DELETED');
  }
}

/** Records the outcome of an apply for each network and container that Docker's events did not report. */
export async function recordOutcomes(
  state: LabState,
  actual: ActualLab,
  outcomes: readonly StepOutcome[],
  recorders: Recorders,
): Promise<void> {
  const { journal } = recorders;
  const { removed, networks, containers } = state.desired;
  const obstacles = obstaclesBySubject(outcomes);
  for (const { id } of removed ? [] : networks) {
    const obstacle = obstacles.get(id);
    if (!obstacle) journal.observeNetwork(state, id, 'ACTIVE');
    else if (obstacle.outcome === 'failed') journal.observeNetwork(state, id, 'FAILED', obstacle.error);
  }
  recordDeletions(state, obstacles, journal);
  const running = new Set(
    actual.containers.flatMap(({ id, state: each }) => (each === 'running' ? [id] : [])),
  );
  await Promise.all(
    (removed ? [] : containers).map(async (wanted) => {
      const obstacle = obstacles.get(wanted.id);
      if (obstacle) recordObstacle(state, wanted, rootCause(obstacle, outcomes), journal);
      else await recordSuccess(state, wanted, outcomes, running.has(wanted.id), recorders);
    }),
  );
}

function recordObstacle(
  state: LabState,
  { id, name, image }: ManifestContainer,
  cause: StepOutcome,
  journal: Journal,
): void {
  const tracker = state.track(id, name, image);
  if (cause.outcome !== 'failed') return;
  journal.enterPhase(state, tracker, phaseAfter(cause.cause), new Date(), cause.error);
}

async function recordSuccess(
  state: LabState,
  wanted: ManifestContainer,
  outcomes: readonly StepOutcome[],
  wasRunning: boolean,
  { journal, follower, traffic }: Recorders,
): Promise<void> {
  const tracker = state.track(wanted.id, wanted.name, wanted.image);
  const problem = wanted.power === 'on' ? traffic.problem(wanted) : null;
  if (problem !== null) {
    journal.enterPhase(state, tracker, 'FAILED', new Date(), problem);
    return;
  }
  const steps = outcomes.map(({ step }) => step).filter(({ subject }) => subject === wanted.id);
  const changed = steps.some(({ action }) => action !== 'disconnect');
  const started = steps.some(({ action }) => action === 'start' || action === 'restart');
  if (wanted.power === 'off') {
    tracker.reachGeneration(wanted.generation);
    if (!changed || !wasRunning)
      journal.enterPhase(state, tracker, 'STOPPED', new Date(), tracker.stopFailure);
  } else if (!started && tracker.held === null && !isKnown(tracker)) {
    await follower.refresh(state, tracker);
  }
  // A restarted agent reports what it finds even if nothing changed. The reporter drops what it has sent already.
  journal.report(state, tracker);
}

function phaseAfter(cause: unknown): 'LOST' | 'PENDING' | 'FAILED' {
  if (cause instanceof DockerUnavailableError) return 'LOST';
  return cause instanceof ImageBuilding ? 'PENDING' : 'FAILED';
}
