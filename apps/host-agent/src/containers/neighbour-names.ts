import type { Logger } from 'pino';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { LabState } from '../state/lab-state.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { rewriteInPlace } from '../system/rewrite-in-place.ts';
import { neighbourLines, withNeighbours } from './neighbour-lines.ts';

/**
 * Lets containers resolve the names of their lab's containers on other hosts. Docker's DNS only knows containers on
 * this host, so these names go into the hosts file, which Docker rewrites at each start of a container.
 */
export class NeighbourNames {
  readonly #docker: DockerClient;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();

  constructor(docker: DockerClient, log: Logger) {
    this.#docker = docker;
    this.#log = log;
  }

  /** Writes the names for a container that was just started. */
  async started(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    tracker.recordNeighbourLines([]);
    if (this.#wanted(state, tracker).length > 0) await this.#write(state, tracker, details);
  }

  /**
   * Updates the names in all running containers of a lab, after an apply.
   * @param deep also checks files that should be up to date
   */
  async refresh(state: LabState, deep: boolean): Promise<void> {
    const changed = [...state.trackers.values()].filter((tracker) => {
      const lines = this.#wanted(state, tracker);
      return (deep && lines.length > 0) || lines.join() !== tracker.neighbourLines.join();
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
      const lines = this.#wanted(state, tracker);
      try {
        await rewriteInPlace(HostsPath, (text) => withNeighbours(text, lines));
        tracker.recordNeighbourLines(lines);
      } catch (error) {
        this.#log.error(
          { err: error, containerId },
          'could not write the names of containers on other hosts',
        );
      }
    });
  }

  #wanted(state: LabState, { containerId }: ContainerTracker): readonly string[] {
    const container = state.container(containerId);
    return container ? neighbourLines(container, state.desired.neighbours) : [];
  }
}
