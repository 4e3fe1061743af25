import type { ContainerPhase, NetworkPhase } from '@pineapple/core';
import type { Reporter } from '../report/reporter.ts';
import type { ContainerTracker } from './container-tracker.ts';
import type { LabRegistry } from './lab-registry.ts';
import type { LabState, NetworkReport } from './lab-state.ts';

/** Records what happened to containers and networks: in memory, on disk and in a report. */
export class Journal {
  readonly #hostId: string;
  readonly #registry: LabRegistry;
  readonly #reporter: Reporter;
  #onPhase: ((state: LabState, containerId: string) => void) | null = null;

  constructor(hostId: string, registry: LabRegistry, reporter: Reporter) {
    this.#hostId = hostId;
    this.#registry = registry;
    this.#reporter = reporter;
  }

  /** @param onPhase called after a container entered a phase */
  observe(onPhase: (state: LabState, containerId: string) => void): void {
    this.#onPhase = onPhase;
  }

  enterPhase(
    state: LabState,
    tracker: ContainerTracker,
    phase: ContainerPhase,
    at: Date = new Date(),
    reason: string | null = null,
  ): void {
    if (!tracker.enterPhase(phase, at, reason)) return;
    this.report(state, tracker);
    this.#onPhase?.(state, tracker.containerId);
  }

  /** Reports a container. @param force also when nothing changed since the last report */
  report(state: LabState, tracker: ContainerTracker, force = false): void {
    if (tracker.phases.length === 0) return;
    this.#registry.touch(state);
    this.#reporter.observe(tracker.toObservation(state.labId, this.#hostId), force);
  }

  /** Saves a lab now. What is done next must not be repeated by an agent that is started again. */
  async save(state: LabState): Promise<void> {
    await this.#registry.save(state, false);
  }

  /** A container is gone for good. */
  deleteContainer(state: LabState, tracker: ContainerTracker, at: Date = new Date()): void {
    tracker.stopWaiting();
    this.enterPhase(state, tracker, 'DELETED', at);
    state.dropContainer(tracker.containerId);
    this.#registry.touch(state);
  }

  /** A network is in this phase. @param force reports it also when nothing changed since the last report */
  observeNetwork(
    state: LabState,
    networkId: string,
    phase: NetworkPhase | 'DELETED',
    reason: string | null = null,
    force = false,
  ): void {
    const wanted = state.network(networkId);
    const known = state.networks.get(networkId);
    const report: NetworkReport = {
      kind: 'network',
      labId: state.labId,
      networkId,
      name: wanted?.name ?? known?.name ?? networkId,
      ipv4Subnet: wanted?.ipv4Subnet ?? known?.ipv4Subnet ?? '',
      internet: wanted?.internet ?? known?.internet ?? false,
      phase,
      reason,
      hostId: this.#hostId,
      version: 0,
    };
    state.observeNetwork(report);
    this.#reporter.observe(report, force);
  }
}
