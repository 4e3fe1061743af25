import type { ContainerSummary } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { engineVersion, labels } from '../docker/docker-names.ts';
import type { ContainerIdentity, WarmRecords } from './warm/warm-records.ts';

/** A container of a lab, as Docker lists it. */
export interface HostContainer {
  /** Docker's id. */
  readonly key: string;
  readonly identity: ContainerIdentity;
  /** In Docker's words, such as `running`. */
  readonly state: string;
  /** Whether it was made for this engine, or for an earlier version's. */
  readonly isOurs: boolean;
  /** Whether it was claimed from the warm pool and its program never ran. */
  readonly isUntouched: boolean;
}

/**
 * Knows which Docker container is which container of a lab. A claim from the warm pool says so; all other containers
 * carry it in their labels.
 */
export class HostContainers {
  readonly #docker: DockerClient;
  readonly #records: WarmRecords;
  readonly #hostLabel: string;
  /** Those made from what an earlier one held, by Docker's id. An upgrade makes them. */
  readonly #kept = new Set<string>();

  constructor(docker: DockerClient, records: WarmRecords, hostId: string) {
    this.#docker = docker;
    this.#records = records;
    this.#hostLabel = `${labels.host}=${hostId}`;
  }

  /** @returns null for a container that is no lab's, or another host's */
  identify(key: string, own: Readonly<Record<string, string>> | null | undefined): ContainerIdentity | null {
    if (`${labels.host}=${own?.[labels.host]}` !== this.#hostLabel) return null;
    const claim = this.#records.get(key)?.claim;
    if (claim) return claim;
    const [labId, containerId] = [own?.[labels.lab], own?.[labels.container]];
    if (labId === undefined || containerId === undefined) return null;
    return {
      labId,
      containerId,
      name: own?.[labels.name] ?? containerId,
      image: own?.[labels.image] ?? '',
      reference: own?.[labels.reference] ?? '',
      generation: Number(own?.[labels.generation] ?? 0),
    };
  }

  /** Whether a container was claimed from the warm pool and its program never ran. */
  isUntouched(key: string): boolean {
    const record = this.#records.get(key);
    return record !== undefined && record.claim !== null && !record.released;
  }

  /** Whether a container that was listed has an image of its own: what an earlier one of it held. */
  isKept(key: string): boolean {
    return this.#kept.has(key);
  }

  /** The name of a container's gate. */
  gateOf(key: string, containerId: string): string {
    return this.#records.get(key)?.gate ?? containerId;
  }

  /** The containers of all labs on this host, running or not. */
  async all(): Promise<HostContainer[]> {
    return this.#identified(await this.#docker.listContainers({ labels: [this.#hostLabel] }));
  }

  /** The containers of one lab, running or not. */
  async ofLab(labId: string): Promise<HostContainer[]> {
    const ids = this.#records.claimedBy(labId);
    const lists = await Promise.all([
      this.#docker.listContainers({ labels: [this.#hostLabel, `${labels.lab}=${labId}`] }),
      ids.length === 0 ? [] : this.#docker.listContainers({ labels: [this.#hostLabel], ids }),
    ]);
    return this.#identified(lists.flat());
  }

  #identified(found: readonly ContainerSummary[]): HostContainer[] {
    return found.flatMap(({ Id, Labels, State }) => {
      if (Labels?.[labels.kept] === '1') this.#kept.add(Id);
      const identity = this.identify(Id, Labels);
      const isOurs = Labels?.[labels.engine] === engineVersion;
      return identity ? [{ key: Id, identity, state: State, isOurs, isUntouched: this.isUntouched(Id) }] : [];
    });
  }
}
