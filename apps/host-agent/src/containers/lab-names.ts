import { wiresOf } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { LabState } from '../state/lab-state.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { rewriteInPlace } from '../system/rewrite-in-place.ts';
import { nameLines, resolverText, withNames } from './name-lines.ts';

const hostsPath = '/etc/hosts';
const hostnamePath = '/etc/hostname';
const resolverPath = '/etc/resolv.conf';

/**
 * Lets containers resolve the names of their lab, forward and backward: each has the names in its hosts file, which
 * Docker makes anew at each start. A container that brings such a file keeps it as it is.
 */
export class LabNames {
  readonly #docker: DockerClient;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();

  constructor(docker: DockerClient, log: Logger) {
    this.#docker = docker;
    this.#log = log;
  }

  /** Writes the name files of a container that was just started and waits. */
  async started(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const container = state.container(tracker.containerId);
    if (!container) return;
    const brought = (path: string): string | undefined =>
      container.files.find((file) => file.path === path)?.content;
    const hosts = brought(hostsPath);
    if (hosts === undefined) await this.#write(state, tracker, details);
    else await this.#replace(tracker, details.HostsPath, hosts);
    await this.#replace(tracker, details.HostnamePath, brought(hostnamePath) ?? `${container.name}\n`);
    const gateway = wiresOf(state.desired, container).find((wire) => wire.gateway !== null)?.gateway ?? null;
    await this.#replace(tracker, details.ResolvConfPath, brought(resolverPath) ?? resolverText(gateway));
  }

  /**
   * Updates the names in all running containers of a lab, after an apply.
   * @param deep also checks files that should be up to date
   */
  async refresh(state: LabState, deep: boolean): Promise<void> {
    const changed = [...state.trackers.values()].filter((tracker) => {
      const lines = this.#wanted(state, tracker);
      return lines !== null && (deep || lines.join() !== tracker.nameLines.join());
    });
    await Promise.all(changed.map((tracker) => this.#refreshOne(state, tracker)));
  }

  async #refreshOne(state: LabState, tracker: ContainerTracker): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    try {
      const details = await this.#docker.inspectContainer(key);
      if (details.State.Running) await this.#write(state, tracker, details);
    } catch (error) {
      if (error instanceof DockerUnavailableError || isNotFound(error)) return;
      throw error;
    }
  }

  /** A failure is only logged: without the names, the container still reaches the addresses. */
  async #write(state: LabState, tracker: ContainerTracker, { HostsPath }: ContainerDetails): Promise<void> {
    const { containerId } = tracker;
    await this.#lock.run(containerId, async () => {
      const lines = this.#wanted(state, tracker) ?? [];
      try {
        await rewriteInPlace(HostsPath, (text) => withNames(text, lines));
        tracker.recordNameLines(lines);
      } catch (error) {
        this.#log.error({ err: error, containerId }, 'could not write the names of a lab');
      }
    });
  }

  async #replace({ containerId }: ContainerTracker, path: string, text: string): Promise<void> {
    try {
      await rewriteInPlace(path, () => text);
    } catch (error) {
      this.#log.error({ err: error, containerId, path }, 'could not write a name file');
    }
  }

  /** The lines for a container's hosts file; null if the file is not the agent's. */
  #wanted(state: LabState, { containerId }: ContainerTracker): readonly string[] | null {
    const container = state.container(containerId);
    if (!container || container.files.some(({ path }) => path === hostsPath)) return null;
    return nameLines(state.desired, container);
  }
}
