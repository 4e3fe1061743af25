import type { DockerEvent } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { isNotFound } from '../../docker/docker-error.ts';
import { inspectExec } from '../../docker/docker-exec.ts';
import type { Ending } from './terminal.ts';

/** How long Docker may take to tell what it knows already. */
const patienceMs = 2000;
/** Exit status of what was ended by SIGKILL, as all of a container's processes are with it. */
const killed = 137;

/** Finds out why a terminal's process ended. */
export class EndExplainer {
  readonly #docker: DockerClient;
  /** Docker's ids of commands and containers that were told to have ended. */
  readonly #ended = new Map<string, PromiseWithResolvers<void>>();

  constructor(docker: DockerClient) {
    this.#docker = docker;
  }

  heard({ Type, Action, Actor }: DockerEvent): void {
    if (Type !== 'container') return;
    const execId = Actor.Attributes?.['execID'];
    if (Action === 'exec_die' && execId !== undefined) this.#ended.get(execId)?.resolve();
    if (Action === 'die') this.#ended.get(Actor.ID)?.resolve();
  }

  async explain(key: string, execId: string): Promise<Ending> {
    try {
      return await this.#explain(key, execId);
    } catch (error) {
      return {
        code: null,
        reason: isNotFound(error)
          ? 'The container was removed'
          : 'Docker was restarted, and the terminal was lost with it',
      };
    }
  }

  async #explain(key: string, execId: string): Promise<Ending> {
    let exec = await inspectExec(this.#docker, execId);
    if (exec.Running) {
      await this.#told(execId);
      exec = await inspectExec(this.#docker, execId);
    }
    const code = exec.ExitCode;
    if (exec.Running) return { code: null, reason: 'Docker let go of the terminal' };
    if (code === killed && (await this.#docker.inspectContainer(key)).State.Running) await this.#told(key);
    const { Running } = (await this.#docker.inspectContainer(key)).State;
    return { code, reason: Running ? 'The shell has ended' : 'The container has stopped' };
  }

  /** Resolves when Docker tells that it ended, or does not for too long. */
  async #told(id: string): Promise<void> {
    const told = this.#ended.get(id) ?? Promise.withResolvers<void>();
    this.#ended.set(id, told);
    const timer = setTimeout(told.resolve, patienceMs);
    await told.promise;
    clearTimeout(timer);
    this.#ended.delete(id);
  }
}
