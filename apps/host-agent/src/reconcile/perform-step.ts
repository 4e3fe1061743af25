import { type ManifestContainer, type ManifestNetwork, type PlanStep, wiresOf } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ImageBuilds } from '../builds/image-builds.ts';
import type { BringUps } from '../containers/bring-up.ts';
import { type ContainerPolicy, containerRequest } from '../containers/container-request.ts';
import { writtenFiles } from '../containers/file-changes.ts';
import type { Gates } from '../containers/gate/gates.ts';
import type { HostContainers } from '../containers/host-containers.ts';
import { factsOf, type ImageFactsCache } from '../containers/image-facts.ts';
import type { LabNames } from '../containers/names/lab-names.ts';
import type { WarmPool } from '../containers/warm/warm-pool.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError, isContainerFault, isNotFound } from '../docker/docker-error.ts';
import { containerName, keptImage, labels } from '../docker/docker-names.ts';
import { removeContainer, stopContainer } from '../docker/end-container.ts';
import { startContainer } from '../docker/start-container.ts';
import { announce } from '../network/kernel/announce.ts';
import { resizeInterface } from '../network/kernel/container-links.ts';
import type { LabNetworks } from '../network/lab-networks.ts';
import type { LinkTraffic } from '../network/traffic/link-traffic.ts';
import { makeWire, removeWire, setHostname } from '../network/wires/container-wires.ts';
import type { ContainerTracker, Operation } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';
import type { ContainerFollower } from '../watch/container-follower.ts';
import { renewContainer } from './renew-container.ts';
import { prepareStop } from './stop-commands.ts';

/** Seconds between SIGTERM and SIGKILL when a container is stopped or restarted. */
const graceSeconds = 3;

export interface StepPerformerOptions {
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly builds: Pick<ImageBuilds, 'require'>;
  readonly journal: Journal;
  readonly policy: () => ContainerPolicy;
  readonly networks: LabNetworks;
  readonly traffic: LinkTraffic;
  readonly names: LabNames;
  readonly gates: Gates;
  readonly hostContainers: HostContainers;
  readonly warmPool: WarmPool;
  readonly bringUps: BringUps;
  readonly follower: ContainerFollower;
  readonly log: Logger;
}

/** Performs the steps of one lab's plan. */
export class StepPerformer {
  readonly #options: StepPerformerOptions;
  readonly #state: LabState;

  constructor(options: StepPerformerOptions, state: LabState) {
    this.#options = options;
    this.#state = state;
  }

  async perform(step: PlanStep): Promise<void> {
    switch (step.action) {
      case 'create-network':
        return this.#createNetwork(step.subject);
      case 'remove-network':
        return this.#removeNetwork(step.subject);
      case 'change-network':
        return this.#changeNetwork(step.subject);
      case 'create-container':
        return this.#createContainer(this.#wanted(step));
      case 'remove-container':
        return this.#removeContainer(step);
      case 'connect':
        return this.#connect(step);
      case 'disconnect':
        return this.#disconnect(step);
      case 'rename':
        return this.#rename(step);
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

  #network(networkId: string): ManifestNetwork {
    const network = this.#state.network(networkId);
    if (!network) throw new Error(`The lab has no network ${networkId}`);
    return network;
  }

  async #createNetwork(networkId: string): Promise<void> {
    await this.#options.networks.create(this.#state.labId, this.#network(networkId));
    this.#options.journal.observeNetwork(this.#state, networkId, 'ACTIVE');
  }

  async #changeNetwork(networkId: string): Promise<void> {
    const { docker, networks } = this.#options;
    await networks.change(this.#state.labId, this.#network(networkId), async (mtu) => {
      for (const { containerId, key } of this.#state.trackers.values()) {
        const wanted = this.#state.container(containerId)?.interfaces;
        const mac = wanted?.find((each) => each.networkId === networkId)?.macAddress;
        if (key === null || mac === undefined) continue;
        const details = await docker.inspectContainer(key).catch(nullIfNotFound);
        if (details?.State.Running) await resizeInterface(details.State.Pid, mac, mtu);
      }
    });
  }

  async #removeNetwork(networkId: string): Promise<void> {
    await this.#options.networks.remove(networkId);
    if (!this.#state.network(networkId))
      this.#options.journal.observeNetwork(this.#state, networkId, 'DELETED');
  }

  async #createContainer(wanted: ManifestContainer): Promise<void> {
    const { docker, images, policy, gates } = this.#options;
    const tracker = this.#tracker(wanted);
    tracker.recordFiles({});
    tracker.recordContents(null);
    const build = this.#state.desired.builds?.find(({ reference }) => reference === wanted.imageReference);
    if (build) await this.#options.builds.require(build);
    if (await this.#claimContainer(wanted, tracker)) return;
    const [facts, gate] = await Promise.all([factsOf(wanted, images), gates.make(wanted.id)]);
    const request = containerRequest(this.#state.labId, wanted, facts, policy(), gate);
    const name = containerName(wanted.id);
    try {
      tracker.foundInDocker(await docker.createContainer(name, request));
    } catch (error) {
      if (!(error instanceof DockerError && error.status === 409)) throw error;
      await this.#removeOrphan(name, wanted.id, error);
      tracker.foundInDocker(await docker.createContainer(name, request));
    }
  }

  /** Takes a container from the warm pool, if it is to run now. */
  async #claimContainer(wanted: ManifestContainer, tracker: ContainerTracker): Promise<boolean> {
    const { warmPool, journal } = this.#options;
    const key = wanted.power === 'on' ? await warmPool.claim(this.#state.labId, wanted) : null;
    if (key === null) return false;
    tracker.foundInDocker(key);
    journal.enterPhase(this.#state, tracker, 'CREATED');
    return true;
  }

  /** The name is taken. If the container carries our labels, an interrupted call left it behind. */
  async #removeOrphan(name: string, containerId: string, conflict: DockerError): Promise<void> {
    const { docker, policy } = this.#options;
    const found = await docker.inspectContainer(name);
    const own = found.Config.Labels ?? {};
    if (own[labels.host] !== policy().hostId || own[labels.container] !== containerId) throw conflict;
    await removeContainer(docker, found.Id);
  }

  async #removeContainer(step: PlanStep): Promise<void> {
    const { docker, bringUps, gates, hostContainers } = this.#options;
    const key = this.#key(step);
    const gate = hostContainers.gateOf(key, step.subject);
    const tracker = this.#state.trackers.get(step.subject);
    // Otherwise it was being replaced by the one that has its gate and what it held.
    const isLast = !tracker || tracker.key === null || tracker.key === key;
    await this.#during('remove', isLast ? tracker : undefined, async () => {
      if (tracker && isLast) await prepareStop(this.#options, { state: this.#state, tracker, key });
      await removeContainer(docker, key);
    });
    bringUps.forget(key);
    if (!isLast) return;
    await gates.remove(gate);
    if (hostContainers.isKept(key)) await docker.removeImage(keptImage(step.subject));
    if (!tracker) return;
    tracker.goneFromDocker();
    if (!this.#state.container(step.subject)) this.#options.journal.deleteContainer(this.#state, tracker);
  }

  async #connect(step: PlanStep): Promise<void> {
    const { docker, networks, traffic, follower } = this.#options;
    const { labId, desired } = this.#state;
    const wanted = this.#wanted(step);
    const networkId = step.networkId ?? '';
    const wire = wiresOf(desired, wanted).find((each) => each.networkId === networkId);
    if (!wire) throw new Error(`Container ${wanted.name} has no interface on network ${networkId}`);
    const tracker = this.#tracker(wanted);
    const details = await docker.inspectContainer(this.#key(step));
    if (!details.State.Running) throw new Error(`Container ${wanted.name} exited meanwhile`);
    const target = { labId, containerId: wanted.id, pid: details.State.Pid };
    await makeWire(target, { ...wire, mtu: networks.mtuOf(networkId) });
    await traffic.rewired(desired, wanted.id, [networkId]);
    tracker.joinNetwork(networkId);
    if (this.#network(networkId).overlay)
      // If this fails, other hosts learn the location from the first frame that the container sends.
      await announce(target.pid, [wire.macAddress]).catch(() => undefined);
    await follower.rewired(this.#state, tracker, details);
  }

  async #disconnect(step: PlanStep): Promise<void> {
    const { docker, follower } = this.#options;
    const networkId = step.networkId ?? '';
    const tracker = this.#state.trackers.get(step.subject);
    const key = tracker?.key ?? null;
    const [details] = await Promise.all([
      key === null ? null : docker.inspectContainer(key).catch(() => null),
      removeWire(this.#state.labId, step.subject, networkId),
    ]);
    if (!tracker) return;
    tracker.leaveNetwork(networkId);
    if (details?.State.Running) await follower.rewired(this.#state, tracker, details);
    else await follower.refresh(this.#state, tracker);
  }

  /** One that exited meanwhile gets its name when it starts again. The names in hosts files change after the plan. */
  async #rename(step: PlanStep): Promise<void> {
    const { docker, names } = this.#options;
    const wanted = this.#wanted(step);
    const tracker = this.#tracker(wanted);
    const details = await docker.inspectContainer(this.#key(step));
    if (!details.State.Running) return;
    await setHostname(details.State.Pid, wanted.name);
    await names.renamed(this.#state, tracker, details);
    tracker.recordHostname(wanted.name);
  }

  async #power(step: PlanStep, action: 'start' | 'stop' | 'restart'): Promise<void> {
    const { docker, journal, gates, hostContainers } = this.#options;
    const wanted = this.#wanted(step);
    const tracker = this.#tracker(wanted);
    const key = this.#key(step);
    tracker.forgetExit();
    if (action !== 'start') journal.enterPhase(this.#state, tracker, 'STOPPING');
    else if (tracker.phase === 'READY' || tracker.phase === 'RUNNING')
      journal.enterPhase(this.#state, tracker, 'LOST', new Date(), 'Found stopped on the host');
    try {
      if (action === 'start' && (await this.#bringUpWaiting(tracker, key)))
        return tracker.reachGeneration(wanted.generation);
      if (action === 'start') await this.#writeFiles(wanted, tracker, key);
      await this.#during(action, tracker, async () => {
        if (action !== 'start') {
          await prepareStop(this.#options, { state: this.#state, tracker, key });
          await stopContainer(docker, key, graceSeconds);
        }
        if (action === 'stop') return;
        const present = await renewContainer(this.#options, this.#state.labId, { wanted, tracker, key });
        await gates.make(hostContainers.gateOf(present, wanted.id));
        await startContainer(docker, present);
      });
      if (action !== 'stop') await this.#bringUp(tracker, tracker.key ?? key);
    } catch (error) {
      if (isContainerFault(error) && action !== 'stop') {
        tracker.recordExit(error.message);
        tracker.reachGeneration(wanted.generation);
      }
      throw error;
    }
    tracker.reachGeneration(wanted.generation);
  }

  /** Brings up a claimed container that waits since the warm pool started it. Returns false for any other. */
  async #bringUpWaiting(tracker: ContainerTracker, key: string): Promise<boolean> {
    const { docker, hostContainers, follower, bringUps } = this.#options;
    if (!hostContainers.isUntouched(key)) return false;
    const details = await docker.inspectContainer(key);
    if (!details.State.Running) return false;
    follower.claimed(this.#state, tracker);
    await bringUps.run(this.#state, tracker, details);
    return true;
  }

  /** Its program's own end is reported by Docker's event. */
  async #bringUp(tracker: ContainerTracker, key: string): Promise<void> {
    const details = await this.#options.docker.inspectContainer(key);
    if (details.State.Running) await this.#options.bringUps.run(this.#state, tracker, details);
  }

  /**
   * Writes all of the container's files before its first start. Later the bring-up writes those that were changed. They are
   * not written when the container is created, because an interrupted creation would leave it unknown whether they are there.
   */
  async #writeFiles({ files }: ManifestContainer, tracker: ContainerTracker, key: string): Promise<void> {
    if (files.length === 0) return;
    const { docker, bringUps } = this.#options;
    const { State, Config } = await docker.inspectContainer(key);
    const isNew = State.Status === 'created' && Config.Labels?.[labels.kept] !== '1';
    if (!isNew) return;
    await docker.putArchive(key, await bringUps.archive(this.#state.labId, files));
    tracker.recordFiles(writtenFiles(files));
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
