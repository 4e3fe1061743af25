import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { ScreenRequest } from './draw-screen.ts';

/** A history that takes longer to read is shown without its screen. */
const timeoutMs = 10_000;
/** The thread ends when it had nothing to draw for this time. */
const idleMs = 30_000;
/** JavaScript objects of the thread; cells are outside of it, and bounded by `drawScreen`. */
const heapMegabytes = 128;

/**
 * Draws the screens of a host's terminals in one thread, which runs while there is something to draw. Reading a megabyte of
 * output takes an emulator 50 to 300 ms, in which the agent's own thread could pass on no key.
 */
export class ScreenDrawer {
  readonly #log: Logger;
  #thread: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Draws a screen once those before it are drawn. Null if that failed, which is logged. */
  draw(request: ScreenRequest): Promise<Uint8Array | null> {
    const drawn = this.#last.then(async () => {
      clearTimeout(this.#idle);
      try {
        return await this.#draw(request);
      } catch (error) {
        this.#log.warn({ err: error }, 'could not draw the screen of a terminal');
        this.#stop();
        return null;
      } finally {
        this.#idle = setTimeout(() => this.#stop(), idleMs).unref();
      }
    });
    this.#last = drawn;
    return drawn;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#stop();
  }

  async #draw(request: ScreenRequest): Promise<Uint8Array> {
    const thread = (this.#thread ??= new Worker(new URL('./screen-thread.ts', import.meta.url), {
      execArgv: [],
      name: 'screens',
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    }).on('error', () => undefined));
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    const timer = setTimeout(() => reject(new Error(`Not drawn within ${timeoutMs} ms`)), timeoutMs);
    const exited = (code: number): void => reject(new Error(`The thread ended with status ${code}`));
    thread.once('message', resolve).once('error', reject).once('exit', exited);
    try {
      thread.postMessage(request);
      return await promise;
    } finally {
      clearTimeout(timer);
      thread.off('message', resolve).off('error', reject).off('exit', exited);
    }
  }

  #stop(): void {
    const thread = this.#thread;
    this.#thread = null;
    // It may fail while it ends, which no one waits for any more.
    thread?.on('error', () => undefined);
    void thread?.terminate();
  }
}
