import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DockerEngine, OwnNamespaces, UnderlaySwitch } from '@pineapple/test-kit/docker';
import { TestHost } from './test-host.ts';
import { addressOf, type WideLab } from './wide-lab.ts';

const run = promisify(execFile);

/** A host with an engine and a network namespace of its own, on an underlay with others. */
export interface WideHost {
  readonly host: TestHost;
  readonly engine: DockerEngine;
  /** Runs a program where the host is; what it prints. */
  readonly runs: (...command: readonly string[]) => Promise<string>;
}

/** Hosts that reach each other over an underlay. */
export class WideHosts implements AsyncDisposable {
  readonly all: readonly WideHost[];
  readonly underlay: UnderlaySwitch;
  readonly #made: AsyncDisposableStack;

  private constructor(all: readonly WideHost[], underlay: UnderlaySwitch, made: AsyncDisposableStack) {
    this.all = all;
    this.underlay = underlay;
    this.#made = made;
  }

  static async start(count: number): Promise<WideHosts> {
    await using made = new AsyncDisposableStack();
    const underlay = made.use(await UnderlaySwitch.open());
    const all: WideHost[] = [];
    for (let index = 0; index < count; index += 1) {
      const engine = made.use(await DockerEngine.start());
      await underlay.join(engine.namespace, addressOf(index));
      const prefix = made.use(await OwnNamespaces.open()).prefix(engine.namespace);
      const env = { PINEAPPLE_UNDERLAY_ADDRESS: addressOf(index) };
      const host = made.use(await TestHost.start({ dockerHost: engine.dockerHost, prefix, env }));
      const [program = '', ...args] = prefix;
      all.push({
        ...{ host, engine },
        runs: async (...command) => (await run(program, [...args, ...command])).stdout,
      });
    }
    return new WideHosts(all, underlay, made.move());
  }

  at(index: number): WideHost {
    const found = this.all[index];
    if (!found) throw new Error(`There is no host number ${index}`);
    return found;
  }

  /** Applies a lab on all its hosts, and waits until each of its containers is READY. */
  async apply(lab: WideLab): Promise<void> {
    await Promise.all(
      lab.hosts.map(async (index) => {
        const { host } = this.at(index);
        const desired = lab.desired(index);
        const report = await host.apply(desired);
        if (report.status !== 'applied') throw new Error(`${report.status}: ${report.message}`);
        await host.events.until('READY', () =>
          desired.containers.every(({ id }) => host.events.phase(id) === 'READY'),
        );
      }),
    );
  }

  async remove(lab: WideLab): Promise<void> {
    await Promise.all(this.all.map(({ host }) => host.apply(lab.removed())));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#made.disposeAsync();
  }
}
