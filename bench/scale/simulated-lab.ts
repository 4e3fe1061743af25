import type { ApplyReport } from '@pineapple/contracts';
import { type ActualLab, type HostManifest, planApply, type PlanStep } from '@pineapple/core';
import { performOnModel } from '@pineapple/core/plan-model';
import { fullReport, LabState, runPlan, shortReport, type StepLimits } from '@pineapple/host-agent/parts';

/** Applies one step and reports its result. */
type PerformStep = (state: LabState, step: PlanStep) => Promise<void>;

/** One lab on a simulated host. It is planned, applied and reported as by the agent, on a model of Docker. */
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

  /** Applies one manifest at a time. Of those that wait, only the newest is applied. */
  apply(desired: HostManifest): Promise<ApplyReport> {
    this.#newest = Math.max(this.#newest, desired.revision);
    const turn = this.#last.then(() => this.#run(desired));
    this.#last = turn;
    return turn;
  }

  async #run(desired: HostManifest): Promise<ApplyReport> {
    const { labId, revision } = desired;
    if (revision < this.#newest)
      return shortReport(labId, revision, 'superseded', `Superseded by revision ${this.#newest} of the lab`);
    const began = performance.now();
    this.state.adoptManifest(desired);
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
