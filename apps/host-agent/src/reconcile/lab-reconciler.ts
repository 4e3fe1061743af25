import type { ApplyReport } from '@pineapple/contracts';
import { type ActualLab, planApply, planIsEmpty } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isAmbiguous } from '../docker/docker-error.ts';
import type { Reporter } from '../report/reporter.ts';
import type { ContainerFollower } from '../watch/container-follower.ts';
import type { Journal } from '../state/journal.ts';
import { enterOutcomes } from './record-outcomes.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import type { LabState } from '../state/lab-state.ts';
import type { NeighbourNames } from '../containers/neighbour-names.ts';
import { StepPerformer, type StepPerformerOptions } from './perform-step.ts';
import { readActual } from './read-actual.ts';
import { fullReport, shortReport } from './reports.ts';
import { type StepOutcome, runPlan } from './run-plan.ts';
import type { StepLimits } from './step-limits.ts';

/** Plans made for one apply: after a call that Docker did not answer, or could not carry out for what an earlier one left, the agent looks again, and goes on from there. */
const mostRounds = 3;

export interface LabReconcilerOptions extends StepPerformerOptions {
  readonly docker: DockerClient;
  readonly journal: Journal;
  readonly hostId: string;
  readonly registry: LabRegistry;
  readonly follower: ContainerFollower;
  readonly names: NeighbourNames;
  readonly reporter: Reporter;
  /** What the steps of all labs share. */
  readonly limits: StepLimits;
  /** Why Docker can't be used right now; null when it can. */
  readonly dockerDown: () => string | null;
  readonly log: Logger;
}

export interface ReconcileRequest {
  /** Whether to look at every link, as after a start, and not at Docker's lists alone. */
  readonly deep: boolean;
  /** Whether to answer only once the lab is safe on disk. */
  readonly durable: boolean;
  /** Whether to report everything, said already or not: whoever asks may not have heard it. */
  readonly tellAll: boolean;
  readonly signal: AbortSignal;
}

/** Makes the host match a lab: look, plan, carry out, enter. */
export class LabReconciler {
  readonly #options: LabReconcilerOptions;

  constructor(options: LabReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(state: LabState, request: ReconcileRequest): Promise<ApplyReport> {
    const { labId } = state;
    const { revision } = state.desired;
    const began = performance.now();
    const durable = request.durable ? this.#options.registry.save(state, true) : Promise.resolve();
    durable.catch(() => undefined);
    state.busy = true;
    try {
      const outcomes = await this.#rounds(state, request);
      await durable;
      const superseded = request.signal.aborted && outcomes.some(({ outcome }) => outcome === 'skipped');
      const report = fullReport(labId, revision, outcomes, {
        durationMs: performance.now() - began,
        superseded,
      });
      if (state.desired.removed && report.status === 'applied') await this.#removed(state);
      else if (request.tellAll) this.#tellAll(state);
      this.#options.log.info(
        { labId, revision, status: report.status, steps: outcomes.length, ms: report.durationMs },
        report.message,
      );
      return report;
    } catch (error) {
      if (!(error instanceof DockerUnavailableError)) throw error;
      return shortReport(labId, revision, 'failed', error.message);
    } finally {
      state.busy = false;
      this.#options.registry.touch(state);
    }
  }

  async #rounds(state: LabState, request: ReconcileRequest): Promise<readonly StepOutcome[]> {
    const done: StepOutcome[] = [];
    for (let round = 1; ; round += 1) {
      const down = this.#options.dockerDown();
      if (down !== null) throw new DockerUnavailableError(`Docker is not running: ${down}`);
      const outcomes = await this.#round(state, request);
      const lookAgain = outcomes.some(
        ({ cause }) => cause instanceof DockerUnavailableError || isAmbiguous(cause),
      );
      if (!lookAgain || round === mostRounds || request.signal.aborted) return [...done, ...outcomes];
      done.push(...outcomes.filter(({ outcome }) => outcome === 'done'));
    }
  }

  async #round(state: LabState, { deep, signal }: ReconcileRequest): Promise<StepOutcome[]> {
    const { docker, hostId, links, journal, follower, names } = this.#options;
    const own = links();
    const attached = deep && own ? await own.attached(state.labId) : () => true;
    const overlay = (networkId: string) => own?.overlay(networkId) ?? null;
    const actual = await readActual(docker, hostId, state, { attached, ownMacs: own !== null, overlay });
    for (const { id, key, name } of actual.containers) {
      const tracker = state.track(id, name, '');
      tracker.key ??= key;
    }
    const plan = planApply(state.desired, actual);
    const performer = new StepPerformer(this.#options, state, attachments(actual));
    const outcomes = planIsEmpty(plan)
      ? []
      : await runPlan(plan, {
          perform: (step) => performer.perform(step),
          limits: this.#options.limits,
          signal,
        });
    await names.refresh(state, deep);
    await enterOutcomes(state, actual, outcomes, { journal, follower });
    return outcomes;
  }

  #tellAll(state: LabState): void {
    const { journal } = this.#options;
    for (const tracker of state.trackers.values()) journal.report(state, tracker, true);
    for (const [networkId, { phase, reason }] of state.networks)
      journal.network(state, networkId, phase, reason, true);
  }

  /** Nothing is left: say so, and remember only that it was here. */
  async #removed(state: LabState): Promise<void> {
    const { journal, reporter, registry } = this.#options;
    for (const tracker of [...state.trackers.values()]) journal.gone(state, tracker);
    for (const networkId of [...state.networks.keys()]) journal.network(state, networkId, 'DELETED');
    state.removedAt = new Date().toISOString();
    await registry.save(state, false);
    reporter.labRemoved(state.labId, state.desired.revision);
  }
}

function attachments(actual: ActualLab): Map<string, Set<string>> {
  return new Map(
    actual.containers.map(({ id, interfaces }) => {
      const networks = interfaces.map(({ networkId }) => networkId);
      return [id, new Set(networks.length > 0 ? networks : ['none'])] as const;
    }),
  );
}
