import type { ApplyReport } from '@pineapple/contracts';
import { type ActualLab, type HostManifest, planApply, type PlanStep } from '@pineapple/core';
import { fullReport, shortReport } from '../../apps/host-agent/src/reconcile/reports.ts';
import { LabState } from '../../apps/host-agent/src/state/lab-state.ts';
import { runPlan } from '../../apps/host-agent/src/reconcile/run-plan.ts';
import type { StepLimits } from '../../apps/host-agent/src/reconcile/step-limits.ts';
import { performOnModel } from '../../packages/core/src/plan/plan-model.ts';

/** Does what a step stands for, and reports it. */
export type PerformStep = (state: LabState, step: PlanStep) => Promise<void>;

/** One lab on a simulated host: planned, carried out and answered for as the agent does it, on a model of Docker. */
export class SimulatedLab {
  readonly state: LabState;
  readonly #limits: StepLimits;
  readonly #perform: PerformStep;
  #actual: ActualLab = { networks: [], containers: [] };
  #last: Promise<unknown> = Promise.resolve();
  #newest = 0;

  constructor(desired: HostManifest, limits: StepLimits, perform: PerformStep) {
    this.state = new LabState(desired);
    this.#limits = limits;
    this.#perform = perform;
  }

  get isEmpty(): boolean {
    return this.#actual.containers.length === 0 && this.#actual.networks.length === 0;
  }

  /** One at a time; of those that wait the newest is carried out. */
  apply(desired: HostManifest): Promise<ApplyReport> {
    this.#newest = Math.max(this.#newest, desired.revision);
    const turn = this.#last.then(() => this.#run(desired));
    this.#last = turn;
    return turn;
  }

  async #run(desired: HostManifest): Promise<ApplyReport> {
    const { labId, revision } = desired;
    if (revision < this.#newest)
      return shortReport(labId, revision, 'superseded', `Revision ${this.#newest} took its place`);
    const began = performance.now();
    this.state.want(desired);
    for (const { id, name, image, generation } of desired.removed ? [] : desired.containers)
      this.state.track(id, name, image).begin(generation);
    const plan = planApply(desired, this.#actual);
    const outcomes = await runPlan(plan, {
      perform: (step) => this.#perform(this.state, step),
      limits: this.#limits,
      signal: new AbortController().signal,
    });
    this.#actual = performOnModel(desired, this.#actual, plan, () => 0);
    return fullReport(labId, revision, outcomes, {
      durationMs: performance.now() - began,
      superseded: false,
    });
  }
}
