import type { ApplyReport } from '@pineapple/contracts';
import { type HostManifest, planApply, planIsEmpty } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ResourceKeeper } from '../containers/limits/container-resources.ts';
import type { CpuShares } from '../containers/limits/cpu-shares.ts';
import { DockerUnavailableError } from '../docker/docker-error.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Journal } from '../state/journal.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import type { LabState } from '../state/lab-state.ts';
import { recordHeld } from './held-containers.ts';
import { type LabRetries, mayPass } from './lab-retries.ts';
import { StepPerformer, type StepPerformerOptions } from './perform-step.ts';
import { readActual } from './read-actual.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { fullReport, shortReport } from './reports.ts';
import { type StepOutcome, runPlan } from './run-plan.ts';
import type { StepLimits } from './step-limits.ts';

/** Plans per apply. A new plan is made when Docker did not answer. */
const maxRounds = 3;

interface LabReconcilerOptions extends StepPerformerOptions {
  readonly journal: Journal;
  readonly registry: LabRegistry;
  readonly shares: CpuShares;
  readonly resources: ResourceKeeper;
  readonly reporter: Reporter;
  /** Shared by the steps of all labs. */
  readonly limits: StepLimits;
  /** Why Docker is unavailable; null when it is available. */
  readonly dockerDown: () => string | null;
  readonly retries: LabRetries;
  readonly log: Logger;
}

interface ReconcileRequest {
  /** Whether to check every link in the kernel, as after a start. */
  readonly deep: boolean;
  /** Whether to return only once the lab is flushed to disk. */
  readonly durable: boolean;
  /** Whether to report everything, also what was reported before. */
  readonly reportAll: boolean;
  readonly signal: AbortSignal;
}

/** Makes the host match a lab: reads the actual state, plans, runs the plan and records the outcomes. */
export class LabReconciler {
  readonly #options: LabReconcilerOptions;

  constructor(options: LabReconcilerOptions) {
    this.#options = options;
  }

  /** Sets what does not depend on Docker of a change that is going to be reconciled. It never rejects. */
  hasten(desired: HostManifest): Promise<void> {
    return this.#options.traffic.hasten(desired);
  }

  async reconcile(state: LabState, request: ReconcileRequest): Promise<ApplyReport> {
    const { labId } = state;
    const { revision } = state.desired;
    const began = performance.now();
    // The next agent has to know a lab before anything of it is made. The flush may end later.
    const save = (durable: boolean): Promise<void> => {
      const done = request.durable ? this.#options.registry.save(state, durable) : Promise.resolve();
      done.catch(() => undefined);
      return done;
    };
    const [saved, flushed] = [save(false), save(true)];
    state.beginApply();
    try {
      const outcomes = await this.#runRounds(state, request, saved);
      await flushed;
      this.#noteEnd(labId, outcomes, request.durable);
      const superseded = request.signal.aborted && outcomes.some(({ outcome }) => outcome === 'skipped');
      const report = fullReport(labId, revision, outcomes, {
        durationMs: performance.now() - began,
        superseded,
      });
      if (state.desired.removed && report.status === 'applied') await this.#recordRemoval(state);
      else if (request.reportAll) this.#reportAll(state);
      this.#options.log.info(
        { labId, revision, status: report.status, steps: outcomes.length, ms: report.durationMs },
        report.message,
      );
      return report;
    } catch (error) {
      if (!(error instanceof DockerUnavailableError)) throw error;
      // When Docker is back, all labs are reconciled.
      if (this.#options.dockerDown() === null) this.#options.retries.failed(labId);
      else this.#options.retries.forget(labId);
      return shortReport(labId, revision, 'failed', error.message);
    } finally {
      state.endApply();
      this.#options.registry.touch(state);
    }
  }

  #noteEnd(labId: string, outcomes: readonly StepOutcome[], isCommanded: boolean): void {
    const { retries } = this.#options;
    if (outcomes.some(({ cause }) => mayPass(cause))) retries.failed(labId);
    else if (outcomes.some(({ outcome }) => outcome === 'failed')) retries.failedForNow(labId);
    else retries.succeeded(labId, isCommanded);
  }

  async #runRounds(
    state: LabState,
    request: ReconcileRequest,
    saved: Promise<void>,
  ): Promise<readonly StepOutcome[]> {
    const done: StepOutcome[] = [];
    for (let round = 1; ; round += 1) {
      const down = this.#options.dockerDown();
      if (down !== null) throw new DockerUnavailableError(`Docker is not running: ${down}`);
      const outcomes = await this.#runRound(state, request, saved);
      const needsNewPlan = outcomes.some(({ cause }) => cause instanceof DockerUnavailableError);
      if (!needsNewPlan || round === maxRounds || request.signal.aborted) return [...done, ...outcomes];
      done.push(...outcomes.filter(({ outcome }) => outcome === 'done'));
    }
  }

  async #runRound(
    state: LabState,
    { deep, signal }: ReconcileRequest,
    saved: Promise<void>,
  ): Promise<StepOutcome[]> {
    const { hostContainers, networks, journal, follower, names, traffic, shares, resources } = this.#options;
    if (deep) await networks.check(state.labId);
    const [actual] = await Promise.all([readActual(hostContainers, state, networks), saved]);
    for (const { id, key, name, state: found, interfaces } of actual.containers) {
      const tracker = state.track(id, name, '');
      if (tracker.key === null) tracker.foundInDocker(key);
      if (found === 'running' && tracker.key === key)
        tracker.joinNetworks(interfaces.map(({ networkId }) => networkId));
    }
    const plan = planApply(state.desired, actual);
    recordHeld(state, plan, journal);
    const performer = new StepPerformer(this.#options, state);
    // Names that changed must not wait for a slow step.
    const renamed = names.refresh(state, deep);
    renamed.catch(() => undefined);
    const outcomes = planIsEmpty(plan)
      ? []
      : await runPlan(plan, {
          perform: (step) => performer.perform(step),
          limits: this.#options.limits,
          signal,
        });
    await renamed;
    // Containers that were started meanwhile may have missed a name.
    await Promise.all([
      ...[names.refresh(state, false), traffic.refresh(state.desired)],
      ...[shares.refresh(state), resources.refresh(state)],
    ]);
    await recordOutcomes(state, actual, outcomes, { journal, follower, traffic });
    return outcomes;
  }

  #reportAll(state: LabState): void {
    const { journal } = this.#options;
    for (const tracker of state.trackers.values()) journal.report(state, tracker, true);
    for (const [networkId, { phase, reason }] of state.networks)
      journal.observeNetwork(state, networkId, phase, reason, true);
  }

  /** Nothing of the lab is left: reports that, and keeps a tombstone. */
  async #recordRemoval(state: LabState): Promise<void> {
    const { journal, reporter, registry, networks, traffic } = this.#options;
    traffic.forget(state.labId);
    await networks.removeLab(state.labId);
    for (const tracker of [...state.trackers.values()]) journal.deleteContainer(state, tracker);
    for (const networkId of [...state.networks.keys()]) journal.observeNetwork(state, networkId, 'DELETED');
    state.markRemoved(new Date());
    await registry.save(state, false);
    reporter.labRemoved(state.labId, state.desired.revision);
  }
}
