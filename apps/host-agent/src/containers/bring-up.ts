import { type ContainerFile, wiresOf } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { announce } from '../network/kernel/announce.ts';
import type { LabNetworks } from '../network/lab-networks.ts';
import type { LinkTraffic } from '../network/traffic/link-traffic.ts';
import { makeAllWires, setSysctls } from '../network/wires/container-wires.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';
import { programState, programStarts } from './program-state.ts';
import { findControlGroups } from '../system/control-groups.ts';
import { removeInside } from '../system/remove-inside.ts';
import { limitContainer } from './limits/container-limits.ts';
import { fileArchive } from './container-request.ts';
import type { ResourceKeeper } from './limits/container-resources.ts';
import { fileChanges, writtenFiles } from './file-changes.ts';
import { type StoredFiles, withContents } from './file-contents.ts';
import type { CpuShares } from './limits/cpu-shares.ts';
import { type Gates, gateProgram } from './gate/gates.ts';
import { hideGate } from './gate/hide-gate.ts';
import type { HostContainers } from './host-containers.ts';
import type { LabNames } from './names/lab-names.ts';
import type { PacketRings } from './limits/packet-rings.ts';
import { restoreContents } from '../snapshots/restore-contents.ts';
import type { WarmRecords } from './warm/warm-records.ts';

interface BringUpOptions {
  readonly docker: DockerClient;
  readonly networks: LabNetworks;
  readonly traffic: LinkTraffic;
  readonly gates: Gates;
  readonly hostContainers: HostContainers;
  readonly warmRecords: WarmRecords;
  readonly names: LabNames;
  readonly shares: CpuShares;
  readonly resources: ResourceKeeper;
  readonly rings: PacketRings;
  readonly storedFiles: StoredFiles;
  readonly journal: Journal;
  readonly log: Logger;
}

/** What became of a container that was started: its program runs, or it exited before. */
type Outcome = 'runs' | 'gone';

interface Start {
  /** Docker's timestamp. */
  readonly startedAt: string;
  readonly outcome: Promise<Outcome>;
}

/** Gives each container that was started its interfaces and names, and then lets its program start. */
export class BringUps {
  readonly #options: BringUpOptions;
  /** The last start of each container, by Docker's id. */
  readonly #starts = new Map<string, Start>();

  constructor(options: BringUpOptions) {
    this.#options = options;
  }

  /**
   * Brings up a running container. Callers of the same start get the same outcome.
   * @throws Error when its interfaces can't be made; the container is stopped then
   */
  async run(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<Outcome> {
    const { StartedAt } = details.State;
    const known = this.#starts.get(details.Id);
    if (known?.startedAt === StartedAt) return known.outcome;
    const outcome = this.#bringUp(state, tracker, details);
    this.#starts.set(details.Id, { startedAt: StartedAt, outcome });
    outcome.catch(() => this.#starts.delete(details.Id));
    return outcome;
  }

  /** Files of a lab's container as Docker takes them. @throws Error when stored content can't be read */
  async archive(labId: string, files: readonly ContainerFile[]): Promise<Buffer> {
    return fileArchive(await withContents(labId, files, this.#options.storedFiles));
  }

  /** A container is gone. */
  forget(key: string): void {
    this.#starts.delete(key);
    this.#options.shares.forget(key);
    this.#options.resources.forget(key);
  }

  async #bringUp(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<Outcome> {
    const { hostContainers, gates, names, journal, warmRecords } = this.#options;
    const { Pid } = details.State;
    // A program that runs already was let go by an agent before this one.
    if ((await programState(Pid)) === 'runs') {
      await this.#bound(state, tracker, details);
      return this.#runs(tracker, Pid);
    }
    try {
      await Promise.all([
        this.#makeWires(state, tracker, details),
        names.started(state, tracker, details),
        this.#writeFiles(state, tracker, details).then(() => this.#restoreContents(state, tracker, details)),
        this.#bound(state, tracker, details),
        this.#options.resources.started(state, tracker, details),
      ]);
      await warmRecords.release(details.Id);
    } catch (error) {
      if ((await programState(Pid)) === 'gone') return 'gone';
      await this.#abandon(tracker, details.Id);
      throw error;
    }
    journal.enterPhase(state, tracker, 'CONNECTED');
    // Its program need not wait for this.
    void this.#limit(tracker, Pid);
    await using _ = await gates.release(hostContainers.gateOf(details.Id, tracker.containerId));
    return (await programStarts(Pid)) ? this.#runs(tracker, Pid) : 'gone';
  }

  async #runs({ containerId }: ContainerTracker, pid: number): Promise<Outcome> {
    await hideGate(pid, gateProgram).catch((error: unknown) => {
      // It is only for the eye.
      this.#options.log.debug({ err: error, containerId }, "could not hide a container's gate");
    });
    return 'runs';
  }

  /**
   * Writes all files of a container that was claimed from the warm pool, and of any other those that its owner changed since
   * its last start.
   */
  async #writeFiles(
    state: LabState,
    tracker: ContainerTracker,
    { Id, State }: ContainerDetails,
  ): Promise<void> {
    const { docker, hostContainers, log } = this.#options;
    const { containerId } = tracker;
    const files = state.container(containerId)?.files ?? [];
    const { write, remove } = fileChanges(hostContainers.isUntouched(Id) ? {} : tracker.files, files);
    for (const path of remove) {
      await removeInside(`/proc/${State.Pid}/root`, path).catch((error: unknown) => {
        // Its user may have made a folder of it, or made it unremovable.
        log.warn({ err: error, containerId, path }, 'could not remove a file from a container');
      });
    }
    if (write.length > 0) await docker.putArchive(Id, await this.archive(state.labId, write));
    tracker.recordFiles(writtenFiles(files));
  }

  /** Once, before its first program: what its programs change afterwards stays. */
  async #restoreContents(
    state: LabState,
    tracker: ContainerTracker,
    details: ContainerDetails,
  ): Promise<void> {
    const { docker, storedFiles, journal } = this.#options;
    const contents = state.container(tracker.containerId)?.contents;
    if (!contents || tracker.contents !== null) return;
    const waiting = { key: details.Id, pid: details.State.Pid };
    await restoreContents(docker, storedFiles, waiting, contents);
    tracker.recordContents(contents.sha256);
    // An agent that starts after this must not restore them again.
    await journal.save(state);
  }

  async #makeWires(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const { hostContainers, networks, traffic, log } = this.#options;
    const pid = details.State.Pid;
    const { containerId } = tracker;
    const container = state.container(containerId);
    if (!container) return;
    const refusal = traffic.refusal(container);
    if (refusal !== null) throw new Error(refusal);
    const { labId } = state;
    const wires = wiresOf(state.desired, container).map((wire) => ({
      ...wire,
      mtu: networks.mtuOf(wire.networkId),
    }));
    const target = { labId, containerId, pid };
    const made = { hostname: container.name, wires };
    try {
      // Nothing can be left of wires of one that waits in its gate since it was made.
      await makeAllWires(target, { ...made, replace: !hostContainers.isUntouched(details.Id) });
    } catch (error) {
      if ((await programState(pid)) === 'gone') throw error;
      log.warn({ err: error, containerId }, "could not make a container's wires; restoring its networks");
      await networks.heal(labId);
      await makeAllWires(target, { ...made, replace: true });
    }
    tracker.recordHostname(container.name);
    await traffic.rewired(
      state.desired,
      containerId,
      wires.map(({ networkId }) => networkId),
    );
    await setSysctls(pid, container.sysctls);
    tracker.joinNetworks(wires.map(({ networkId }) => networkId));
    tracker.observeInterfaces(wires.map(({ networkId, name }) => ({ networkId, name })));
    await this.#announce(state, tracker, pid);
  }

  /** Bounds what its control group can bound, before its program can take more. A failure is only logged. */
  async #bound(state: LabState, { containerId }: ContainerTracker, details: ContainerDetails): Promise<void> {
    const { shares, rings, log } = this.#options;
    try {
      const groups = await findControlGroups(details.State.Pid, details.Id);
      if (groups === null) throw new Error('Its control groups are not mounted.');
      await Promise.all([shares.started(state, details.Id, groups), rings.bound(groups)]);
    } catch (error) {
      if ((await programState(details.State.Pid)) === 'gone') return;
      log.warn({ err: error, containerId }, "could not bound a container's packet rings or processor time");
    }
  }

  /** A failure is only logged: the host's tables are large enough for containers that behave. */
  async #limit({ containerId }: ContainerTracker, pid: number): Promise<void> {
    try {
      await limitContainer(pid);
    } catch (error) {
      if ((await programState(pid)) === 'gone') return;
      this.#options.log.warn({ err: error, containerId }, "could not limit a container's share of the host");
    }
  }

  /** In a multi-host lab, tells other hosts where its addresses are now. */
  async #announce(state: LabState, { containerId }: ContainerTracker, pid: number): Promise<void> {
    const wanted = state.container(containerId)?.interfaces ?? [];
    const onOverlay = wanted.filter(({ networkId }) => state.network(networkId)?.overlay);
    if (onOverlay.length === 0) return;
    try {
      await announce(
        pid,
        onOverlay.map(({ macAddress }) => macAddress),
      );
    } catch (error) {
      // It exited meanwhile. Otherwise other hosts learn its addresses from the first frame that it sends.
      this.#options.log.debug({ err: error, containerId }, 'could not announce a container');
    }
  }

  /** Without its interfaces it must not wait for ever. The next apply starts it again. */
  async #abandon(tracker: ContainerTracker, key: string): Promise<void> {
    // As for a restart, its exit is neither a failure of its own nor a stop that was requested.
    tracker.beginOperation('restart');
    await this.#options.docker.stopContainer(key, 0).catch((error: unknown) => {
      this.#options.log.warn({ err: error, key }, 'could not stop a container without its interfaces');
    });
    tracker.endOperation();
  }
}
