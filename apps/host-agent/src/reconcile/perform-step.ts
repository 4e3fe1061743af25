import type { LabInterface, ManifestContainer, PlanStep } from '@pineapple/core';
import {
  type ContainerPolicy,
  containerRequest,
  endpointRequest,
  fileArchive,
} from '../containers/container-request.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import {
  DockerError,
  DockerUnavailableError,
  isAlreadyThere,
  isContainerFault,
  isNotFound,
} from '../docker/docker-error.ts';
import { containerName, labels, networkName } from '../docker/docker-names.ts';
import { type NetworkDrivers, networkRequest } from '../network/docker-driver/network-request.ts';
import { announce } from '../network/kernel/announce.ts';
import { resizeInterface, withoutNameClash } from '../network/kernel/interface-names.ts';
import type { LabLinks } from '../network/lab-links.ts';
import type { ContainerTracker, Operation } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';

/** Seconds between SIGTERM and SIGKILL when a container is stopped or restarted. */
const graceSeconds = 3;

export interface StepPerformerOptions {
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly journal: Journal;
  readonly policy: () => ContainerPolicy;
  readonly drivers: () => NetworkDrivers;
  /** Null where the host uses Docker's bridges instead of its own. */
  readonly links: () => LabLinks | null;
}

/** Performs the steps of one lab's plan. */
export class StepPerformer {
  readonly #options: StepPerformerOptions;
  readonly #state: LabState;
  /** The networks of each container, including Docker's `none`. */
  readonly #attached: Map<string, Set<string>>;
  /** Containers that this plan created. */
  readonly #created = new Set<string>();

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
      default:
        throw new Error(`Unknown action ${String(step.action satisfies never)}`);
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
    if (key === undefined || key === null) throw new Error(`Docker has no container ${step.subject}`);
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
      // An interrupted earlier call may have created it after all.
      if (!isAlreadyThere(error)) throw error;
      const marks = [`${labels.host}=${policy().hostId}`, `${labels.network}=${networkId}`];
      if ((await docker.listNetworks(marks)).length === 0) throw error;
    }
    journal.observeNetwork(this.#state, networkId, 'ACTIVE');
  }

  /** @throws Error on a host that uses Docker's bridges */
  #ownLinks(): LabLinks {
    const links = this.#options.links();
    if (links) return links;
    throw new Error("This host uses Docker's bridges, which can't reach other hosts");
  }

  async #changeOverlay(step: PlanStep): Promise<void> {
    const { docker } = this.#options;
    const name = networkName(step.subject);
    await this.#ownLinks().changeOverlay(step.key ?? '', async (mtu) => {
      for (const { key } of this.#state.trackers.values()) {
        const details = key === null ? null : await docker.inspectContainer(key).catch(nullIfNotFound);
        const mac = details?.NetworkSettings.Networks?.[name]?.MacAddress.toLowerCase();
        if (details?.State.Running && mac) await resizeInterface(details.State.Pid, mac, mtu);
      }
    });
  }

  async #removeNetwork(step: PlanStep): Promise<void> {
    await this.#options.docker.removeNetwork(step.key ?? networkName(step.subject));
    if (!this.#state.network(step.subject))
      this.#options.journal.observeNetwork(this.#state, step.subject, 'DELETED');
  }

  async #createContainer(wanted: ManifestContainer): Promise<void> {
    const { docker, images, policy } = this.#options;
    const tracker = this.#tracker(wanted);
    const facts = await images.of(wanted.imageReference);
    const request = containerRequest(this.#state.labId, wanted, facts, policy());
    const name = containerName(wanted.id);
    try {
      tracker.foundInDocker(await docker.createContainer(name, request));
    } catch (error) {
      if (!(error instanceof DockerError && error.status === 409)) throw error;
      await this.#removeOrphan(name, wanted.id, error);
      tracker.foundInDocker(await docker.createContainer(name, request));
    }
    this.#created.add(wanted.id);
    this.#attached.set(wanted.id, new Set([wanted.interfaces[0]?.networkId ?? 'none']));
  }

  /** The name is taken. If the container carries our labels, an interrupted call left it behind. */
  async #removeOrphan(name: string, containerId: string, conflict: DockerError): Promise<void> {
    const { docker, policy } = this.#options;
    const found = await docker.inspectContainer(name);
    const own = found.Config.Labels ?? {};
    if (own[labels.host] !== policy().hostId || own[labels.container] !== containerId) throw conflict;
    await docker.removeContainer(found.Id);
  }

  async #removeContainer(step: PlanStep): Promise<void> {
    const key = this.#key(step);
    const tracker = this.#state.trackers.get(step.subject);
    await this.#during('remove', tracker, () => this.#options.docker.removeContainer(key));
    if (!tracker || (tracker.key !== null && tracker.key !== key)) return;
    tracker.goneFromDocker();
    if (!this.#state.container(step.subject)) this.#options.journal.deleteContainer(this.#state, tracker);
  }

  async #connect(step: PlanStep): Promise<void> {
    const wanted = this.#wanted(step);
    const networkId = step.networkId ?? '';
    const entry = wanted.interfaces.find((one) => one.networkId === networkId);
    if (!entry) throw new Error(`Container ${wanted.name} has no interface on network ${networkId}`);
    const key = this.#key(step);
    try {
      await this.#connectTo(key, wanted, entry);
    } catch (error) {
      // A container that this plan created, and that is incomplete, is removed again.
      if (this.#created.has(wanted.id) && !(error instanceof DockerUnavailableError))
        await this.#removeIncomplete(wanted.id, key);
      throw error;
    }
    if (this.#state.network(networkId)?.overlay) await this.#announce(key, entry);
  }

  /** Other hosts may still associate the address with an earlier container's location. */
  async #announce(key: string, { macAddress }: LabInterface): Promise<void> {
    const { State } = await this.#options.docker.inspectContainer(key);
    // If this fails, other hosts learn the location from the first frame that the container sends.
    if (State.Running) await announce(State.Pid, [macAddress]).catch(() => undefined);
  }

  async #connectTo(key: string, wanted: ManifestContainer, entry: LabInterface): Promise<void> {
    const { docker } = this.#options;
    const attached = this.#attached.get(wanted.id);
    // Docker refuses to connect a container that is on `none`.
    if (attached?.delete('none')) await this.#leave('none', key);
    await docker.connect(networkName(entry.networkId), key, endpointRequest(entry, wanted.name));
    attached?.add(entry.networkId);
  }

  async #removeIncomplete(containerId: string, key: string): Promise<void> {
    const tracker = this.#state.trackers.get(containerId);
    await this.#during('remove', tracker, () => this.#options.docker.removeContainer(key));
    tracker?.goneFromDocker();
  }

  async #disconnect(step: PlanStep): Promise<void> {
    const networkId = step.networkId ?? '';
    const key = this.#key(step);
    await this.#leaveRunning(networkId.startsWith('net_') ? networkName(networkId) : networkId, key);
    const attached = this.#attached.get(step.subject);
    attached?.delete(networkId);
    // Without any network, Docker would connect the container to its first one again at the next start.
    if (attached?.size !== 0 || this.#wanted(step).interfaces.length > 0) return;
    await this.#options.docker.connect('none', key, {});
    attached.add('none');
  }

  /** Disconnects a container that may be running, without disturbing its other interfaces. */
  async #leaveRunning(dockerNetwork: string, key: string): Promise<void> {
    const { State, NetworkSettings } = await this.#options.docker.inspectContainer(key);
    const mac = NetworkSettings.Networks?.[dockerNetwork]?.MacAddress.toLowerCase();
    const leave = (): Promise<void> => this.#leave(dockerNetwork, key);
    if (!State.Running || mac === undefined) return leave();
    return withoutNameClash(State.Pid, mac, leave);
  }

  async #leave(dockerNetwork: string, key: string): Promise<void> {
    try {
      await this.#options.docker.disconnect(dockerNetwork, key);
    } catch (error) {
      const wasNotConnected = error instanceof DockerError && /is not connected to/.test(error.message);
      if (!wasNotConnected && !isNotFound(error)) throw error;
    }
  }

  async #power(step: PlanStep, action: 'start' | 'stop' | 'restart'): Promise<void> {
    const { docker, journal } = this.#options;
    const wanted = this.#wanted(step);
    const tracker = this.#tracker(wanted);
    const key = this.#key(step);
    tracker.forgetExit();
    if (action !== 'start') journal.enterPhase(this.#state, tracker, 'STOPPING');
    else if (tracker.phase === 'READY' || tracker.phase === 'RUNNING')
      journal.enterPhase(this.#state, tracker, 'LOST', new Date(), 'Found stopped on the host');
    try {
      if (action === 'start') await this.#writeFiles(wanted, key);
      await this.#during(action, tracker, () => {
        if (action === 'start') return docker.startContainer(key);
        return action === 'stop'
          ? docker.stopContainer(key, graceSeconds)
          : docker.restartContainer(key, graceSeconds);
      });
    } catch (error) {
      if (isContainerFault(error) && action !== 'stop') {
        tracker.recordExit(error.message);
        tracker.reachGeneration(wanted.generation);
      }
      throw error;
    }
    tracker.reachGeneration(wanted.generation);
  }

  /**
   * Writes the container's files before its first start only: after that they belong to its user. They are not written
   * when the container is created, because an interrupted creation would leave it unknown whether they are there.
   */
  async #writeFiles({ id, files }: ManifestContainer, key: string): Promise<void> {
    if (files.length === 0) return;
    const { docker } = this.#options;
    const isNew = this.#created.has(id) || (await docker.inspectContainer(key)).State.Status === 'created';
    if (isNew) await docker.putArchive(key, await fileArchive(files));
  }

  /** The operation ends with its Docker event, which may come after the answer; see the event router. */
  async #during(
    operation: Operation,
    tracker: ContainerTracker | undefined,
    call: () => Promise<void>,
  ): Promise<void> {
    tracker?.beginOperation(operation);
    try {
      await call();
    } catch (error) {
      if (error instanceof DockerError) tracker?.endOperation();
      throw error;
    }
  }
}

function nullIfNotFound(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}
