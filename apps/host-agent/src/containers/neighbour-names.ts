import type { Logger } from 'pino';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import { rewriteInPlace } from '../system/rewrite-in-place.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { LabState } from '../state/lab-state.ts';
import { neighbourLines, withNeighbours } from './neighbour-lines.ts';

/**
 * Has containers know those of their lab that are on other hosts by name. Docker's name server knows this host's only,
 * so they are in the hosts file, which Docker writes anew at each start of a container.
 */
export class NeighbourNames {
  readonly #docker: DockerClient;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();

  constructor(docker: DockerClient, log: Logger) {
    this.#docker = docker;
    this.#log = log;
  }

  /** For a container that was just started. */
  async started(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    tracker.neighbours = [];
    if (this.#wanted(state, tracker).length > 0) await this.#write(state, tracker, details);
  }

  /**
   * For all running containers of a lab, after an apply.
   * @param deep whether to look into files that should be right already
   */
  async refresh(state: LabState, deep: boolean): Promise<void> {
    const changed = [...state.trackers.values()].filter((tracker) => {
      const lines = this.#wanted(state, tracker);
      return (deep && lines.length > 0) || lines.join() !== tracker.neighbours.join();
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

  /** A container that does not know a name still reaches the address: no reason to call it failed. */
  async #write(state: LabState, tracker: ContainerTracker, { HostsPath }: ContainerDetails): Promise<void> {
    const { containerId } = tracker;
    await this.#lock.run(containerId, async () => {
      const lines = this.#wanted(state, tracker);
      try {
        await rewriteInPlace(HostsPath, (text) => withNeighbours(text, lines));
        tracker.neighbours = lines;
      } catch (error) {
        this.#log.error(
          { err: error, containerId },
          'names of containers on other hosts could not be written',
        );
      }
    });
  }

  #wanted(state: LabState, { containerId }: ContainerTracker): readonly string[] {
    const container = state.container(containerId);
    return container ? neighbourLines(container, state.desired.neighbours) : [];
  }
}
