import type { DockerEvent } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { isNotFound } from '../../docker/docker-error.ts';
import { inspectExec } from '../../docker/docker-exec.ts';
import type { Ending } from './terminal.ts';

/** How long to wait for the Docker event of an exit that has happened already. */
const timeoutMs = 2000;
/** Exit status after SIGKILL, which a container's processes get when it stops. */
const killedStatus = 137;

/** Finds out why a terminal's process ended. */
export class EndExplainer {
  readonly #docker: DockerClient;
  /** Awaited exits, by Docker's id of the exec instance or container. */
  readonly #exits = new Map<string, PromiseWithResolvers<void>>();

  constructor(docker: DockerClient) {
    this.#docker = docker;
  }

  handleEvent({ Type, Action, Actor }: DockerEvent): void {
    if (Type !== 'container') return;
    const execId = Actor.Attributes?.['execID'];
    if (Action === 'exec_die' && execId !== undefined) this.#exits.get(execId)?.resolve();
    if (Action === 'die') this.#exits.get(Actor.ID)?.resolve();
  }

  async explain(key: string, execId: string): Promise<Ending> {
    try {
      return await this.#explain(key, execId);
    } catch (error) {
      return {
        code: null,
        by: 'container',
        reason: isNotFound(error) ? 'The container was removed' : 'Docker was restarted',
      };
    }
  }

  async #explain(key: string, execId: string): Promise<Ending> {
    let exec = await inspectExec(this.#docker, execId);
    if (exec.Running) {
      await this.#exited(execId);
      exec = await inspectExec(this.#docker, execId);
    }
    const code = exec.ExitCode;
    if (exec.Running) return { code: null, reason: 'Docker closed the terminal', by: 'container' };
    if (code === killedStatus && (await this.#docker.inspectContainer(key)).State.Running)
      await this.#exited(key);
    const { Running } = (await this.#docker.inspectContainer(key)).State;
    if (!Running) return { code, reason: 'The container has stopped', by: 'container' };
    return { code, reason: 'The shell has ended', by: 'shell' };
  }

  /** Resolves when Docker reports the exit, or after the timeout. */
  async #exited(id: string): Promise<void> {
    const exit = this.#exits.get(id) ?? Promise.withResolvers<void>();
    this.#exits.set(id, exit);
    const timer = setTimeout(exit.resolve, timeoutMs);
    await exit.promise;
    clearTimeout(timer);
    this.#exits.delete(id);
  }
}
