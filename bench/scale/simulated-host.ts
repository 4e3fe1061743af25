import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as takes } from 'node:timers/promises';
import { type ApplyReport, type HostCapacity, hostEventSource } from '@pineapple/contracts';
import type { HostManifest, PlanStep } from '@pineapple/core';
import {
  type ContainerTracker,
  HostReports,
  type LabState,
  Limiter,
  type PutHostEvents,
  Reporter,
  Sequence,
  serveControl,
  StepLimits,
} from '@pineapple/host-agent/parts';
import type { Logger } from 'pino';
import { SimulatedLab } from './simulated-lab.ts';

interface SimulatedHostOptions {
  readonly hostId: string;
  readonly directory: string;
  readonly put: PutHostEvents;
  readonly log: Logger;
}

/** Milliseconds that Docker needs for each step, measured on two cores. It starts containers one after another. */
const stepMs: Readonly<Record<PlanStep['action'], number>> = {
  'create-network': 20,
  'remove-network': 20,
  'change-network': 60,
  'create-container': 14,
  'remove-container': 135,
  connect: 114,
  disconnect: 52,
  rename: 10,
  start: 200,
  restart: 300,
  stop: 100,
};
const mostContainers = 400;

/**
 * The host agent without Docker. Its control socket, plans, reports and heartbeat are the product's own. Its containers
 * are entries in a model and take as long to start as real ones.
 */
export class SimulatedHost implements AsyncDisposable {
  readonly hostId: string;
  readonly #reporter: Reporter;
  readonly #heartbeat: HostReports;
  readonly #limits = new StepLimits();
  /** Docker starts containers one by one. */
  readonly #starts = new Limiter(1);
  readonly #labs = new Map<string, SimulatedLab>();
  /** Called when a lab was removed. */
  readonly #leaving = new Set<() => void>();
  #server: Server | null = null;

  private constructor(options: SimulatedHostOptions, sequence: Sequence) {
    const { hostId, put, log } = options;
    this.hostId = hostId;
    const source = hostEventSource(hostId);
    this.#reporter = new Reporter({
      hostId,
      source,
      put,
      busy: () => this.#limits.waiting > 0,
      sequence,
      log,
    });
    this.#heartbeat = new HostReports(this.#reporter, {
      capacity: () => this.#capacity(),
      // It has single-host labs only.
      underlayAddress: () => Promise.resolve(null),
      linkLimits: () => [],
    });
  }

  static socketPath(directory: string, hostId: string): string {
    return join(directory, hostId, 'agent.sock');
  }

  static async start(options: SimulatedHostOptions): Promise<SimulatedHost> {
    const { hostId, directory, log } = options;
    const sequence = await Sequence.open(join(directory, `${hostId}.sequence`));
    const host = new SimulatedHost(options, sequence);
    host.#server = await serveControl({
      socketPath: SimulatedHost.socketPath(directory, hostId),
      apply: (desired) => host.#apply(desired),
      build: () => undefined,
      save: () => undefined,
      status: () => ({ labs: host.#labs.size }),
      log,
    });
    host.#heartbeat.up('simulated', []);
    return host;
  }

  /** Every running container with its lab. */
  *running(): Generator<readonly [LabState, ContainerTracker]> {
    for (const { state } of this.#labs.values())
      for (const tracker of state.trackers.values())
        if (tracker.phase === 'READY' || tracker.phase === 'RUNNING') yield [state, tracker];
  }

  /** Toggles a container between READY and RUNNING, as a failing health check does. */
  waver({ labId }: LabState, tracker: ContainerTracker): void {
    if (tracker.phase === 'READY') tracker.enterPhase('RUNNING', new Date(), 'The health check failed');
    else tracker.enterPhase('READY', new Date());
    this.#reporter.observe(tracker.toObservation(labId, this.hostId));
  }

  async untilGone(labIds: readonly string[]): Promise<void> {
    while (labIds.some((labId) => this.#labs.has(labId))) {
      await new Promise<void>((left) => this.#leaving.add(left));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#heartbeat.close();
    this.#reporter.close();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async #apply(desired: HostManifest): Promise<ApplyReport> {
    const { labId, removed, revision } = desired;
    const known = this.#labs.get(labId);
    const lab = known ?? new SimulatedLab(desired, this.#limits, (state, step) => this.#perform(state, step));
    this.#labs.set(labId, lab);
    const report = await lab.apply(desired);
    if (removed && lab.isEmpty) {
      this.#labs.delete(labId);
      this.#reporter.labRemoved(labId, revision);
      for (const left of this.#leaving) left();
      this.#leaving.clear();
    }
    return report;
  }

  async #perform(state: LabState, step: PlanStep): Promise<void> {
    const tracker = state.trackers.get(step.subject);
    const enter = (phase: ContainerTracker['phase']): void => {
      if (tracker?.enterPhase(phase, new Date()))
        this.#reporter.observe(tracker.toObservation(state.labId, this.hostId));
    };
    if (step.action === 'start') {
      await this.#starts.run(async () => {
        enter('CONNECTED');
        await takes(stepMs.start);
        enter('RUNNING');
        enter('READY');
      });
      return;
    }
    await takes(stepMs[step.action]);
    if (step.action === 'create-container') enter('CREATED');
    if (step.action === 'remove-container') {
      enter('DELETED');
      state.dropContainer(step.subject);
    }
    if (step.action === 'create-network') this.#network(state, step.subject, 'ACTIVE');
    if (step.action === 'remove-network') this.#network(state, step.subject, 'DELETED');
  }

  #network(state: LabState, networkId: string, phase: 'ACTIVE' | 'DELETED'): void {
    const known = state.network(networkId) ?? state.networks.get(networkId);
    if (!known) return;
    const { name, ipv4Subnet, internet } = known;
    const { labId } = state;
    const report = {
      ...{ kind: 'network' as const, labId, networkId, name, ipv4Subnet, internet, phase },
      ...{ reason: null, hostId: this.hostId, version: 0 },
    };
    state.observeNetwork(report);
    this.#reporter.observe(report);
  }

  #capacity(): HostCapacity {
    const containers = [...this.#labs.values()].reduce((sum, { state }) => sum + state.trackers.size, 0);
    return {
      ...{ cpus: 8, loadAverage: 1, memoryMb: 32_768 },
      memoryFreeMb: Math.max(0, 30_000 - 24 * containers),
      ...{ mostContainers, containers, labs: this.#labs.size },
    };
  }
}
