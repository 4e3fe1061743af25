import type { ManifestContainer, ManifestInterface, PlanStep } from '@pineapple/core';
import type { DockerClient } from '../docker/docker-client.ts';
import {
  DockerError,
  DockerUnavailableError,
  isNotFound,
  isOfItsOwn,
  isThereAlready,
} from '../docker/docker-error.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import type { LabLinks } from '../network/lab-links.ts';
import { announce } from '../network/kernel/announce.ts';
import { keepingOthers, resizeInterface } from '../network/kernel/interface-names.ts';
import type { ContainerTracker, Expectation } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import { type ContainerPolicy, containerRequest, endpointRequest } from '../containers/container-request.ts';
import { containerName, labels, networkName } from '../docker/docker-names.ts';
import { fileArchive } from '../containers/file-archive.ts';
import type { LabState } from '../state/lab-state.ts';
import { type NetworkDrivers, networkRequest } from '../network/docker-driver/network-request.ts';

/** Seconds between SIGTERM and SIGKILL when a container is stopped or restarted. */
const graceSeconds = 3;

export interface StepPerformerOptions {
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly journal: Journal;
  readonly policy: () => ContainerPolicy;
  readonly drivers: () => NetworkDrivers;
  /** Null where Docker's bridges stand in for our own. */
  readonly links: () => LabLinks | null;
}

/** Carries out the steps of one lab's plan, and enters what becomes of each. */
export class StepPerformer {
  readonly #options: StepPerformerOptions;
  readonly #state: LabState;
  /** Networks each container is on, ours and `none`, so that the one goes when the other comes. */
  readonly #attached: Map<string, Set<string>>;
  readonly #made = new Set<string>();

  constructor(options: StepPerformerOptions, state: LabState, attached: Map<string, Set<string>>) {
    this.#options = options;
    this.#state = state;
    this.#attached = attached;
  }

  async perform(step: PlanStep): Promise<void> {
    switch (step.action) {
      case 'create-network':
        return this.#createNetwork(step.subject);
      case 'remove-network':
        return this.#removeNetwork(step);
      case 'change-overlay':
        return this.#changeOverlay(step);
      case 'create-container':
        return this.#createContainer(this.#wanted(step));
      case 'remove-container':
        return this.#removeContainer(step);
      case 'connect':
        return this.#connect(step);
      case 'disconnect':
        return this.#disconnect(step);
      case 'start':
      case 'restart':
      case 'stop':
        return this.#power(step, step.action);
    }
  }

  #wanted(step: PlanStep): ManifestContainer {
    const wanted = this.#state.container(step.subject);
    if (!wanted) throw new Error(`The lab has no container ${step.subject}`);
    return wanted;
  }

  #tracker({ id, name, image }: ManifestContainer): ContainerTracker {
    return this.#state.track(id, name, image);
  }

  #key(step: PlanStep): string {
    const key = step.key ?? this.#state.trackers.get(step.subject)?.key;
    if (key === undefined || key === null) throw new Error(`Docker has no container for ${step.subject}`);
    return key;
  }

  async #createNetwork(networkId: string): Promise<void> {
    const { docker, journal, drivers, policy } = this.#options;
    const network = this.#state.network(networkId);
    if (!network) throw new Error(`The lab has no network ${networkId}`);
    if (network.overlay) this.#ownLinks();
    const request = networkRequest(this.#state.labId, network, drivers(), policy().hostId);
    try {
      await docker.createNetwork(request);
    } catch (error) {
      // A network that an earlier, interrupted call made after all stands in for the one asked for.
      if (!isThereAlready(error)) throw error;
      const marks = [`${labels.host}=${policy().hostId}`, `${labels.network}=${networkId}`];
      if ((await docker.listNetworks(marks)).length === 0) throw error;
    }
    journal.network(this.#state, networkId, 'ACTIVE');
  }

  /** @throws Error where this host can't reach other hosts for want of links of its own */
  #ownLinks(): LabLinks {
    const links = this.#options.links();
    if (links) return links;
    throw new Error("This host makes networks with Docker's bridges, which do not reach other hosts");
  }

  async #changeOverlay(step: PlanStep): Promise<void> {
    const { docker } = this.#options;
    const name = networkName(step.subject);
    await this.#ownLinks().changeOverlay(step.key ?? '', async (mtu) => {
      for (const { key } of this.#state.trackers.values()) {
        const details = key === null ? null : await docker.inspectContainer(key).catch(orNullIfGone);
        const mac = details?.NetworkSettings.Networks?.[name]?.MacAddress.toLowerCase();
        if (details?.State.Running && mac) await resizeInterface(details.State.Pid, mac, mtu);
      }
    });
  }

  async #removeNetwork(step: PlanStep): Promise<void> {
    await this.#options.docker.removeNetwork(step.key ?? networkName(step.subject));
    if (!this.#state.network(step.subject))
      this.#options.journal.network(this.#state, step.subject, 'DELETED');
  }

  async #createContainer(wanted: ManifestContainer): Promise<void> {
    const { docker, images, policy } = this.#options;
    const tracker = this.#tracker(wanted);
    const facts = await images.of(wanted.imageReference);
    const request = containerRequest(this.#state.labId, wanted, facts, policy());
    const name = containerName(wanted.id);
    try {
      tracker.key = await docker.createContainer(name, request);
    } catch (error) {
      if (!(error instanceof DockerError && error.status === 409)) throw error;
      await this.#removeLeftOver(name, wanted.id, error);
      tracker.key = await docker.createContainer(name, request);
    }
    this.#made.add(wanted.id);
    this.#attached.set(wanted.id, new Set([wanted.interfaces[0]?.networkId ?? 'none']));
  }

  /** The name is taken: by what an interrupted call left behind, if it carries our mark. */
  async #removeLeftOver(name: string, containerId: string, conflict: DockerError): Promise<void> {
    const { docker, policy } = this.#options;
    const found = await docker.inspectContainer(name);
    const own = found.Config.Labels ?? {};
    if (own[labels.host] !== policy().hostId || own[labels.container] !== containerId) throw conflict;
    await docker.removeContainer(found.Id);
  }

  async #removeContainer(step: PlanStep): Promise<void> {
    const key = this.#key(step);
    const tracker = this.#state.trackers.get(step.subject);
    await this.#expecting(tracker, 'remove', () => this.#options.docker.removeContainer(key));
    if (!tracker || (tracker.key !== null && tracker.key !== key)) return;
    tracker.key = null;
    if (!this.#state.container(step.subject)) this.#options.journal.gone(this.#state, tracker);
  }

  async #connect(step: PlanStep): Promise<void> {
    const wanted = this.#wanted(step);
    const networkId = step.networkId ?? '';
    const entry = wanted.interfaces.find((one) => one.networkId === networkId);
    if (!entry) throw new Error(`Container ${wanted.name} is not to be on network ${networkId}`);
    const key = this.#key(step);
    try {
      await this.#connectTo(key, wanted, entry);
    } catch (error) {
      // Made a moment ago and not whole: better none than half a container.
      if (this.#made.has(wanted.id) && !(error instanceof DockerUnavailableError))
        await this.#unmake(wanted.id, key);
      throw error;
    }
    if (this.#state.network(networkId)?.overlay) await this.#announce(key, entry);
  }

  /** Other hosts may remember the address from where a container before this one was. */
  async #announce(key: string, { macAddress }: ManifestInterface): Promise<void> {
    const { State } = await this.#options.docker.inspectContainer(key);
    // It is there without it too, and found by the first frame that it sends.
    if (State.Running) await announce(State.Pid, [macAddress]).catch(() => undefined);
  }

  async #connectTo(key: string, wanted: ManifestContainer, entry: ManifestInterface): Promise<void> {
    const { docker } = this.#options;
    const attached = this.#attached.get(wanted.id);
    // Docker refuses a container that is on `none` any other network.
    if (attached?.delete('none')) await this.#leave('none', key);
    await docker.connect(networkName(entry.networkId), key, endpointRequest(entry, wanted.name));
    attached?.add(entry.networkId);
  }

  async #unmake(containerId: string, key: string): Promise<void> {
    const tracker = this.#state.trackers.get(containerId);
    await this.#expecting(tracker, 'remove', () => this.#options.docker.removeContainer(key));
    if (tracker) tracker.key = null;
  }

  async #disconnect(step: PlanStep): Promise<void> {
    const networkId = step.networkId ?? '';
    const key = this.#key(step);
    await this.#leaveAlone(networkId.startsWith('net_') ? networkName(networkId) : networkId, key);
    const attached = this.#attached.get(step.subject);
    attached?.delete(networkId);
    // A container that is on no network at all would join its first one again at its next start.
    if (attached?.size !== 0 || this.#wanted(step).interfaces.length > 0) return;
    await this.#options.docker.connect('none', key, {});
    attached.add('none');
  }

  /** Leaves one network of a container that may be running, and the container's other interfaces alone. */
  async #leaveAlone(dockerNetwork: string, key: string): Promise<void> {
    const { State, NetworkSettings } = await this.#options.docker.inspectContainer(key);
    const mac = NetworkSettings.Networks?.[dockerNetwork]?.MacAddress.toLowerCase();
    const leave = (): Promise<void> => this.#leave(dockerNetwork, key);
    if (!State.Running || mac === undefined) return leave();
    return keepingOthers(State.Pid, mac, leave);
  }

  async #leave(dockerNetwork: string, key: string): Promise<void> {
    try {
      await this.#options.docker.disconnect(dockerNetwork, key);
    } catch (error) {
      const wasNotOn = error instanceof DockerError && /is not connected to/.test(error.message);
      if (!wasNotOn && !isNotFound(error)) throw error;
    }
  }

  async #power(step: PlanStep, action: 'start' | 'stop' | 'restart'): Promise<void> {
    const { docker, journal } = this.#options;
    const wanted = this.#wanted(step);
    const tracker = this.#tracker(wanted);
    const key = this.#key(step);
    tracker.endedByItself = false;
    if (action !== 'start') journal.enter(this.#state, tracker, 'STOPPING');
    else if (tracker.phase === 'READY' || tracker.phase === 'RUNNING')
      journal.enter(this.#state, tracker, 'LOST', new Date(), 'It was found stopped');
    try {
      if (action === 'start') await this.#writeFiles(wanted, key);
      await this.#expecting(tracker, action, () => {
        if (action === 'start') return docker.startContainer(key);
        return action === 'stop'
          ? docker.stopContainer(key, graceSeconds)
          : docker.restartContainer(key, graceSeconds);
      });
    } catch (error) {
      if (isOfItsOwn(error) && action !== 'stop') {
        tracker.endedByItself = true;
        tracker.failure = error.message;
        tracker.generation = wanted.generation;
      }
      throw error;
    }
    tracker.generation = wanted.generation;
  }

  /**
   * Before its first start and no other: from then on its files are its user's. Not when it is made, because of a
   * container whose making was interrupted nobody would know whether they are there.
   */
  async #writeFiles({ id, files }: ManifestContainer, key: string): Promise<void> {
    if (files.length === 0) return;
    const { docker } = this.#options;
    const isNew = this.#made.has(id) || (await docker.inspectContainer(key)).State.Status === 'created';
    if (isNew) await docker.putArchive(key, await fileArchive(files));
  }

  /** What is expected stays so until the event comes, which may be after the answer; see the event router. */
  async #expecting(
    tracker: ContainerTracker | undefined,
    expectation: Expectation,
    call: () => Promise<void>,
  ): Promise<void> {
    if (tracker) tracker.expecting = expectation;
    try {
      await call();
    } catch (error) {
      if (tracker && error instanceof DockerError) tracker.expecting = null;
      throw error;
    }
  }
}

function orNullIfGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}
