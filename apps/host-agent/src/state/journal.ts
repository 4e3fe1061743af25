import type { ContainerPhase, NetworkPhase } from '@pineapple/core';
import type { LabRegistry } from './lab-registry.ts';
import type { LabState } from './lab-state.ts';
import type { Reporter } from '../report/reporter.ts';
import type { ContainerTracker } from './container-tracker.ts';

/** Enters what happened: in memory, on disk and in a report. */
export class Journal {
  readonly #hostId: string;
  readonly #registry: LabRegistry;
  readonly #reporter: Reporter;

  constructor(hostId: string, registry: LabRegistry, reporter: Reporter) {
    this.#hostId = hostId;
    this.#registry = registry;
    this.#reporter = reporter;
  }

  /** A container entered a phase. */
  enter(
    state: LabState,
    tracker: ContainerTracker,
    phase: ContainerPhase,
    at: Date = new Date(),
    reason: string | null = null,
  ): void {
    if (tracker.enter(phase, at, reason)) this.report(state, tracker);
  }

  /** Something about a container changed. */
  report(state: LabState, tracker: ContainerTracker, force = false): void {
    if (tracker.phases.length === 0) return;
    this.#registry.touch(state);
    this.#reporter.observe(tracker.toObservation(state.labId, this.#hostId), force);
  }

  /** A container is gone for good. */
  gone(state: LabState, tracker: ContainerTracker, at: Date = new Date()): void {
    tracker.waiting?.abort();
    this.enter(state, tracker, 'DELETED', at);
    state.trackers.delete(tracker.containerId);
    this.#registry.touch(state);
  }

  /** A network of the lab is in a phase. */
  network(
    state: LabState,
    networkId: string,
    phase: NetworkPhase | 'DELETED',
    reason: string | null = null,
    force = false,
  ): void {
    const wanted = state.network(networkId);
    const known = state.networks.get(networkId);
    const report = {
      kind: 'network' as const,
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
    if (phase === 'DELETED') state.networks.delete(networkId);
    else state.networks.set(networkId, report);
    this.#reporter.observe(report, force);
  }
}
