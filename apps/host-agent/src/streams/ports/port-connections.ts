import { constants, type ServerHttp2Stream } from 'node:http2';
import type { DockerEvent } from '../../docker/docker-answers.ts';
import type { PortProgram } from './port-program.ts';

/** A connection on which nothing was sent for this long ends. */
const idleMs = 3_600_000;

/** The open connections to ports, by Docker's id of the container. */
export class PortConnections {
  readonly #byContainer = new Map<string, Set<PortProgram>>();
  readonly #idleMs: number;

  constructor({ idleMs: longest = idleMs }: { readonly idleMs?: number } = {}) {
    this.#idleMs = longest;
  }

  /** A container that stopped must lose its connections: they would keep its network alive. */
  handleEvent({ Type, Action, Actor }: DockerEvent): void {
    if (Type === 'container' && Action === 'die') this.#cut(this.#byContainer.get(Actor.ID));
  }

  /** Containers may have stopped while Docker told nothing. */
  dockerUp(): void {
    this.close();
  }

  close(): void {
    for (const programs of [...this.#byContainer.values()]) this.#cut(programs);
  }

  /** Joins a request with the program until both have ended. Resets the request when the connection is cut. */
  join(key: string, program: PortProgram, stream: ServerHttp2Stream): void {
    this.#add(key, program);
    const idle = setTimeout(() => program.kill(), this.#idleMs).unref();
    const moved = (): void => void idle.refresh();
    stream.on('data', moved);
    program.output.on('data', moved);
    stream.pipe(program.input);
    program.output.pipe(stream, { end: false });
    stream.once('close', () => program.kill());
    program.output.once('end', () => {
      void program.finished.then((whole) => {
        if (whole) stream.end();
        else stream.close(constants.NGHTTP2_CONNECT_ERROR);
      });
    });
    program.onExit(() => {
      clearTimeout(idle);
      this.#remove(key, program);
      // A client that has not ended its direction learns that it is not read any more.
      void program.finished.then(() => {
        if (!stream.writableEnded) stream.close(constants.NGHTTP2_CONNECT_ERROR);
        else if (stream.readableEnded) return;
        else if (stream.writableFinished) stream.close();
        else stream.once('finish', () => stream.close());
      });
    });
  }

  #add(key: string, program: PortProgram): void {
    const programs = this.#byContainer.get(key) ?? new Set();
    programs.add(program);
    this.#byContainer.set(key, programs);
  }

  #remove(key: string, program: PortProgram): void {
    const programs = this.#byContainer.get(key);
    programs?.delete(program);
    if (programs?.size === 0) this.#byContainer.delete(key);
  }

  #cut(programs: ReadonlySet<PortProgram> | undefined): void {
    for (const program of [...(programs ?? [])]) program.kill();
  }
}
