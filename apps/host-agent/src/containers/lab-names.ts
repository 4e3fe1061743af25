import { gatewayAddress } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { LabState } from '../state/lab-state.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { rewriteInPlace } from '../system/rewrite-in-place.ts';
import { nameLines, resolverText, withNames, withResolver } from './name-lines.ts';

const hostsPath = '/etc/hosts';
const hostnamePath = '/etc/hostname';
const resolverPath = '/etc/resolv.conf';

/**
 * Lets containers resolve the names of their lab, forward and backward: each has the names in its hosts file, which
 * Docker makes again at each start. A container that brings such a file keeps it as it is.
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
    const fresh: Readonly<Record<string, string>> = {
      [resolverPath]: '',
      [hostnamePath]: `${container.name}\n`,
    };
    for (const [path, onHost] of [
      [hostsPath, details.HostsPath],
      [resolverPath, details.ResolvConfPath],
      [hostnamePath, details.HostnamePath],
    ] as const) {
      const brought = container.files.find((file) => file.path === path);
      // Docker made the file, so nothing in it is its user's.
      const text = brought?.content ?? fresh[path];
      if (text !== undefined) await this.#rewrite(tracker, onHost, () => text);
    }
    await this.#write(state, tracker, details);
  }

  /**
   * Updates the names in all running containers of a lab, after an apply.
   * @param deep also checks files that should be up to date
   */
  async refresh(state: LabState, deep: boolean): Promise<void> {
    const changed = [...state.trackers.values()].filter(
      (tracker) => deep || wantedLines(state, tracker).join() !== tracker.nameLines.join(),
    );
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

  async #write(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    await this.#lock.run(tracker.containerId, async () => {
      const { hosts, resolver } = wantedNames(state, tracker);
      if (hosts) await this.#rewrite(tracker, details.HostsPath, (text) => withNames(text, hosts));
      if (resolver !== null)
        await this.#rewrite(tracker, details.ResolvConfPath, (text) => withResolver(text, resolver));
      tracker.recordNameLines(wantedLines(state, tracker));
    });
  }

  /** A failure is only logged: without the names, the container still reaches the addresses. */
  async #rewrite(
    { containerId }: ContainerTracker,
    path: string,
    change: (text: string) => string,
  ): Promise<void> {
    try {
      await rewriteInPlace(path, change);
    } catch (error) {
      this.#log.error({ err: error, containerId, path }, 'could not write a name file');
    }
  }
}

/** What a container's name files should say; null for a file that the container brings itself. */
function wantedNames(state: LabState, { containerId }: ContainerTracker) {
  const container = state.container(containerId);
  if (!container) return { hosts: null, resolver: null };
  const brings = (wanted: string): boolean => container.files.some(({ path }) => path === wanted);
  const networks = container.interfaces.flatMap(({ networkId, ipv4Address }) =>
    ipv4Address === null ? [] : (state.network(networkId) ?? []),
  );
  const gateway = networks.map(gatewayAddress).find((address) => address !== null) ?? null;
  return {
    hosts: brings(hostsPath) ? null : nameLines(state.desired, container),
    resolver: brings(resolverPath) ? null : resolverText(gateway),
  };
}

function wantedLines(state: LabState, tracker: ContainerTracker): readonly string[] {
  const { hosts, resolver } = wantedNames(state, tracker);
  return [...(hosts ?? []), ...(resolver ? [resolver] : [])];
}
