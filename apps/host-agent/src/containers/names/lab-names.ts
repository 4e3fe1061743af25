import { chmod, chown, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatewayAddress } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ContainerDetails } from '../../docker/docker-answers.ts';
import type { ContainerTracker } from '../../state/container-tracker.ts';
import type { LabState } from '../../state/lab-state.ts';
import { KeyedLock } from '../../system/keyed-lock.ts';
import { rewriteInPlace } from '../../system/rewrite-in-place.ts';
import { type Gates, nameFiles } from '../gate/gates.ts';
import type { HostContainers } from '../host-containers.ts';
import { hostsOfItself, nameLines, resolverText, withNames, withResolver } from './name-lines.ts';

const hostnamePath = '/etc/hostname';

interface LabNamesOptions {
  readonly gates: Gates;
  readonly hostContainers: HostContainers;
  readonly log: Logger;
}

/**
 * Lets containers resolve the names of their lab, forward and backward: each has the names in its hosts file, which is
 * rewritten at each start. A container that brings such a file keeps it as it is.
 */
export class LabNames {
  readonly #options: LabNamesOptions;
  readonly #lock = new KeyedLock();

  constructor(options: LabNamesOptions) {
    this.#options = options;
  }

  /** Writes the new name of a running container into its /etc/hostname. */
  async renamed(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const container = state.container(tracker.containerId);
    if (!container || container.files.some(({ path }) => path === hostnamePath)) return;
    await this.#rewrite(tracker, details.HostnamePath, () => `${container.name}\n`);
  }

  /**
   * Writes the name files of a container that was just started and waits.
   * @throws Error when it exited
   */
  async started(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const container = state.container(tracker.containerId);
    if (!container) return;
    const { hosts, resolver } = this.#filesOf(tracker.containerId, details.Id);
    const root = await rootOf(details.State.Pid);
    await Promise.all([hosts, resolver].map((path) => chown(path, root.uid, root.gid)));
    for (const [path, onHost, fresh] of [
      [nameFiles.hosts, hosts, hostsOfItself],
      [nameFiles.resolver, resolver, ''],
      [hostnamePath, details.HostnamePath, `${container.name}\n`],
    ] as const) {
      const brought = container.files.find((file) => file.path === path);
      if (brought && path !== hostnamePath) await chmod(onHost, brought.mode);
      await this.#rewrite(tracker, onHost, () => brought?.content ?? fresh);
    }
    await this.#write(state, tracker, details.Id);
  }

  /**
   * Updates the names in all containers of a lab, after an apply.
   * @param deep also checks files that should be up to date
   */
  async refresh(state: LabState, deep: boolean): Promise<void> {
    const changed = [...state.trackers.values()].filter(
      (tracker) => deep || wantedLines(state, tracker).join() !== tracker.nameLines.join(),
    );
    await Promise.all(
      changed.map((tracker) => (tracker.key === null ? undefined : this.#write(state, tracker, tracker.key))),
    );
  }

  #filesOf(containerId: string, key: string): Record<keyof typeof nameFiles, string> {
    const { gates, hostContainers } = this.#options;
    const directory = gates.directoryOf(hostContainers.gateOf(key, containerId));
    return { hosts: join(directory, 'hosts'), resolver: join(directory, 'resolver') };
  }

  async #write(state: LabState, tracker: ContainerTracker, key: string): Promise<void> {
    await this.#lock.run(tracker.containerId, async () => {
      const files = this.#filesOf(tracker.containerId, key);
      const { hosts, resolver } = wantedNames(state, tracker);
      if (hosts) await this.#rewrite(tracker, files.hosts, (text) => withNames(text, hosts));
      if (resolver !== null)
        await this.#rewrite(tracker, files.resolver, (text) => withResolver(text, resolver));
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
      this.#options.log.error({ err: error, containerId, path }, 'could not write a name file');
    }
  }
}

/** The ids that root of a process's user namespace has on the host. @throws Error when the process is gone */
async function rootOf(pid: number): Promise<{ readonly uid: number; readonly gid: number }> {
  const [uid, gid] = await Promise.all(
    ['uid_map', 'gid_map'].map(async (map) => {
      const [, outside] = (await readFile(`/proc/${pid}/${map}`, 'utf8')).trim().split(/\s+/);
      return Number(outside);
    }),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
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
    hosts: brings(nameFiles.hosts) ? null : nameLines(state.desired, container),
    resolver: brings(nameFiles.resolver) ? null : resolverText(gateway),
  };
}

function wantedLines(state: LabState, tracker: ContainerTracker): readonly string[] {
  const { hosts, resolver } = wantedNames(state, tracker);
  return [...(hosts ?? []), ...(resolver ? [resolver] : [])];
}
