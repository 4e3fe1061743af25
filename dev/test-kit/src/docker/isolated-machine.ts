import { type ChildProcess, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DockerEngine } from './docker-engine.ts';
import { endHolder, holdMounts } from './hold-mounts.ts';
import type { UnderlaySwitch } from './underlay-switch.ts';

const run = promisify(execFile);

/** The link of a machine to others, and the IPv4 address at which they reach it. */
export interface Underlay {
  readonly by: UnderlaySwitch;
  readonly address: string;
}

/**
 * One of several machines on one kernel: a network namespace with a Docker engine, and a view of /run/netns
 * of its own, so that two of them can have the same lab. Needs root on Linux.
 */
export class IsolatedMachine implements AsyncDisposable {
  readonly engine: DockerEngine;
  /** The words that run a program on this machine. */
  readonly prefix: readonly [string, ...string[]];
  readonly #cleanup: AsyncDisposableStack;

  private constructor(engine: DockerEngine, holder: ChildProcess, cleanup: AsyncDisposableStack) {
    this.engine = engine;
    this.prefix = ['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`, `--net=/run/netns/${engine.namespace}`];
    this.#cleanup = cleanup;
  }

  static async start(underlay?: Underlay): Promise<IsolatedMachine> {
    await using cleanup = new AsyncDisposableStack();
    const engine = cleanup.use(await DockerEngine.start());
    await underlay?.by.join(engine.namespace, underlay.address);
    const holder = cleanup.adopt(await holdMounts('mount -t tmpfs tmpfs /run/netns'), endHolder);
    return new IsolatedMachine(engine, holder, cleanup.move());
  }

  /** Runs a program on this machine and returns what it prints. */
  async runs(...command: readonly string[]): Promise<string> {
    const [program, ...args] = [...this.prefix, ...command] as const;
    return (await run(program, args)).stdout;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}
