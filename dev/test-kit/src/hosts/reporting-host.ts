import type { LabMessage } from '@pineapple/contracts';
import {
  type ContainerObservation,
  type ContainerPhase,
  emptyConfig,
  type LinkLimit,
  mergeObservation,
  settingDigests,
} from '@pineapple/core';
import { type EventBus, topics } from '@pineapple/event-bus';
import type { Stores } from '@pineapple/store';

/** The parts of a running API that a stand-in host writes to. */
export interface RunningApi {
  readonly stores: Stores;
  readonly bus: EventBus;
}

/** Reports on containers as a host's events do once record-event has stored and published them. */
export class ReportingHost {
  readonly hostId: string;
  readonly #server: RunningApi;
  #sequence = 0;

  constructor(server: RunningApi, hostId = 'i-host') {
    this.#server = server;
    this.hostId = hostId;
  }

  /** Reports that the container entered these phases. */
  async report(containerId: string, ...entered: ContainerPhase[]): Promise<void> {
    const { stores } = this.#server;
    const labId = `lab_${containerId.split('_')[1]}`;
    const lab = await stores.labs.get(labId, { consistent: true });
    const stored = await stores.observations.get(labId, containerId);
    const previous = stored?.kind === 'container' ? stored : null;
    const desired = lab?.containers.find(({ id }) => id === containerId);
    const generation = desired?.generation ?? previous?.generation ?? 1;
    const before = previous?.generation === generation ? previous.phases : [];
    const phases = [...before, ...entered.map((phase) => ({ phase, at: new Date().toISOString() }))];
    const settings = entered.includes('RUNNING')
      ? settingDigests(desired?.config ?? emptyConfig)
      : previous?.settings;
    const row: ContainerObservation = {
      kind: 'container',
      labId,
      containerId,
      name: desired?.name ?? previous?.name ?? 'unnamed',
      image: desired?.image ?? previous?.image ?? 'host',
      phase: entered.at(-1) ?? 'CREATED',
      reason: null,
      generation,
      phases,
      interfaces: [],
      ...(settings && { settings }),
      hostId: this.hostId,
      sequence: (this.#sequence += 1),
      version: 0,
    };
    for (const each of mergeObservation(previous, row)) {
      await stores.observations.put(each, each.version - 1);
      await this.publish({ type: 'observed', labId, observation: each });
    }
    if (row.phase !== 'DELETED') return;
    const left = await stores.observations.get(labId, containerId);
    await stores.observations.remove(labId, containerId, left?.version ?? 0);
    await this.publish({
      type: 'gone',
      labId,
      subjectId: containerId,
      last: { hostId: row.hostId, sequence: row.sequence },
    });
  }

  async publish(message: LabMessage): Promise<void> {
    await this.#server.bus.publish(topics.lab(message.labId), message);
  }

  /** Records a heartbeat of the host. */
  async heartbeat(
    docker: { up: boolean; reason: string | null },
    at = new Date(),
    underlayAddress: string | null = null,
    linkLimits: readonly LinkLimit[] = [],
  ): Promise<void> {
    await this.#server.stores.hosts.record({
      hostId: this.hostId,
      at: at.toISOString(),
      agentVersion: 'test',
      docker: { ...docker, version: null },
      limitations: [],
      room: null,
      underlayAddress,
      linkLimits: [...linkLimits],
      sequence: (this.#sequence += 1),
    });
    await this.changed();
  }

  /** Publishes that the host has changed. */
  async changed(): Promise<void> {
    await this.#server.bus.publish(topics.hosts, { type: 'host-changed', hostId: this.hostId });
  }
}
