import { randomBytes } from 'node:crypto';
import type { ContainerSummary } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { isNotFound } from '../../docker/docker-error.ts';
import { removeContainer } from '../../docker/end-container.ts';
import { labels } from '../../docker/docker-names.ts';
import { programState } from '../program-state.ts';
import { type ContainerPolicy, fingerprintOf, programOf, warmRequest } from '../container-request.ts';
import type { Gates } from '../gate/gates.ts';
import type { ImageFacts, ImageFactsCache } from '../image-facts.ts';
import type { WarmRecords } from './warm-records.ts';

/** The host name of a container that waits, until a lab claims it. */
const waitingHostname = 'waiting';

/** Gates of the pool have names of their own: a container gets its id only when a lab claims it. */
const gatePrefix = 'warm-';

/** A container that waits behind its gate. */
export interface WarmContainer {
  /** Docker's id. */
  readonly key: string;
  readonly reference: string;
  readonly fingerprint: string;
}

/** An image and what its containers have in common on this host. */
export interface WarmImage {
  readonly reference: string;
  readonly facts: ImageFacts;
  readonly fingerprint: string;
  /** Whether its containers have a program to wait with, and nothing of the image runs meanwhile. */
  readonly canWait: boolean;
}

interface WarmContainersOptions {
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly gates: Gates;
  readonly records: WarmRecords;
  readonly policy: () => ContainerPolicy;
}

/** A container that was created but not started yet. */
interface Unstarted {
  readonly key: string;
  readonly gate: string;
  readonly fingerprint: string;
}

/** Makes, finds and removes the Docker containers of the warm pool. */
export class WarmContainers {
  readonly #options: WarmContainersOptions;
  /** The gate of the one that is being made. */
  #making: string | null = null;
  /** Left over because a lab became busy. */
  #unstarted: Unstarted | null = null;

  constructor(options: WarmContainersOptions) {
    this.#options = options;
  }

  /** @throws Error when there is no such image */
  async imageOf(reference: string): Promise<WarmImage> {
    const facts = await this.#options.images.of(reference);
    const fingerprint = fingerprintOf(facts, this.#options.policy());
    return { reference, facts, fingerprint, canWait: !facts.hasHealthCheck && programOf(facts).length > 0 };
  }

  /** Makes a container that waits. Once aborted, it is not started; the next call uses it. */
  async make(image: WarmImage, signal: AbortSignal): Promise<WarmContainer | null> {
    const { docker, records } = this.#options;
    const { reference, fingerprint } = image;
    try {
      const created = await this.#create(image);
      const { key, gate } = created;
      if (signal.aborted) {
        this.#unstarted = created;
        return null;
      }
      try {
        await docker.startContainer(key);
        const { StartedAt } = (await docker.inspectContainer(key)).State;
        await records.add(key, { gate, reference, startedAt: StartedAt });
      } catch (error) {
        await this.#removeUnstarted(created).catch(() => undefined);
        throw error;
      }
      return { key, reference, fingerprint };
    } finally {
      this.#making = null;
    }
  }

  async #create({ facts, fingerprint }: WarmImage): Promise<Unstarted> {
    const { docker, gates, policy } = this.#options;
    const unstarted = this.#unstarted;
    this.#unstarted = null;
    if (unstarted?.fingerprint === fingerprint) {
      this.#making = unstarted.gate;
      return unstarted;
    }
    if (unstarted) await this.#removeUnstarted(unstarted);
    const gate = `${gatePrefix}${randomBytes(6).toString('hex')}`;
    this.#making = gate;
    const directory = await gates.make(gate);
    const key = await docker.createContainer(
      dockerName(gate),
      warmRequest(waitingHostname, facts, policy(), directory),
    );
    return { key, gate, fingerprint };
  }

  async #removeUnstarted({ key, gate }: Unstarted): Promise<void> {
    await this.remove([key]);
    await this.#options.gates.remove(gate);
  }

  /**
   * Finds the containers of an earlier agent that no lab has claimed. Only one that still waits after its first start
   * may go back to the pool: after any other start, its files may be a user's.
   */
  async find(): Promise<{ readonly untouched: WarmContainer[]; readonly others: string[] }> {
    const { records } = this.#options;
    this.#unstarted = null;
    const found = await this.#list();
    const present = new Set(found.map(({ Id }) => Id));
    for (const key of records.keys) if (!present.has(key)) await this.forget(key);
    await this.#removeUnusedGates();
    const untouched: WarmContainer[] = [];
    const others: string[] = [];
    for (const { Id: key, Labels } of found) {
      const record = records.get(key);
      if (record?.claim) continue;
      const fingerprint = Labels?.[labels.warm] ?? '';
      if (record && (await this.#waitsSince(key, record.startedAt)))
        untouched.push({ key, reference: record.reference, fingerprint });
      else others.push(key);
    }
    return { untouched, others };
  }

  async #list(): Promise<ContainerSummary[]> {
    const { docker, policy } = this.#options;
    const all = await docker.listContainers({ labels: [`${labels.host}=${policy().hostId}`, labels.warm] });
    return all.filter(({ Labels }) => this.isOurs(Labels ?? {}));
  }

  async #removeUnusedGates(): Promise<void> {
    const { records, gates } = this.#options;
    const used = new Set([...records.keys.map((key) => records.get(key)?.gate), this.#making]);
    for (const name of await gates.list())
      if (name.startsWith(gatePrefix) && !used.has(name)) await gates.remove(name);
  }

  async #waitsSince(key: string, startedAt: string): Promise<boolean> {
    try {
      const { State } = await this.#options.docker.inspectContainer(key);
      const isSameStart = State.Running && State.StartedAt === startedAt;
      return isSameStart && (await programState(State.Pid)) === 'waits';
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await removeContainer(this.#options.docker, key);
      await this.forget(key);
    }
  }

  /** Removes all that no lab has claimed. */
  async removeAll(): Promise<void> {
    const { records } = this.#options;
    const unclaimed = (await this.#list()).filter(({ Id }) => !records.get(Id)?.claim);
    await Promise.all(unclaimed.map(({ Id }) => this.remove([Id])));
    this.#unstarted = null;
    await this.#removeUnusedGates();
  }

  /** A container is gone. */
  async forget(key: string): Promise<void> {
    const { records, gates } = this.#options;
    const record = records.get(key);
    if (!record) return;
    await records.remove(key);
    await gates.remove(record.gate);
  }

  /**
   * Whether the labels are those of a container from this host's pool, claimed or not. One that was made from what a claimed
   * container held inherited its label, and is a lab's.
   */
  isOurs(own: Readonly<Record<string, string>>): boolean {
    const isOfThisHost = own[labels.host] === this.#options.policy().hostId;
    return isOfThisHost && own[labels.warm] !== undefined && own[labels.kept] !== '1';
  }

  /** Whether a container that was just created or started is one that no call waits for any more. */
  isStray(key: string, name: string): boolean {
    if (this.#options.records.get(key) || this.#unstarted?.key === key) return false;
    return this.#making === null || dockerName(this.#making) !== name;
  }
}

function dockerName(gate: string): string {
  return `pn-${gate}`;
}
