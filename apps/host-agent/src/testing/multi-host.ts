import { type DockerEngine, IsolatedMachine, UnderlaySwitch } from '@pineapple/test-kit/docker';
import { addressOf, type MultiHostLab } from './multi-host-lab.ts';
import { TestHost } from './test-host.ts';

/** A host with an engine and a network namespace of its own. */
interface IsolatedHost {
  readonly host: TestHost;
  readonly engine: DockerEngine;
  /** Runs a program on the host and returns what it prints. */
  readonly runs: IsolatedMachine['runs'];
}

/** Hosts that reach each other over an underlay. */
export class MultiHost implements AsyncDisposable {
  readonly all: readonly IsolatedHost[];
  readonly underlay: UnderlaySwitch;
  readonly #cleanup: AsyncDisposableStack;

  private constructor(all: readonly IsolatedHost[], underlay: UnderlaySwitch, cleanup: AsyncDisposableStack) {
    this.all = all;
    this.underlay = underlay;
    this.#cleanup = cleanup;
  }

  static async start(count: number): Promise<MultiHost> {
    await using cleanup = new AsyncDisposableStack();
    const underlay = cleanup.use(await UnderlaySwitch.open());
    const all: IsolatedHost[] = [];
    for (let index = 0; index < count; index += 1) {
      const address = addressOf(index);
      const machine = cleanup.use(await IsolatedMachine.start({ by: underlay, address }));
      const { dockerHost } = machine.engine;
      const env = { PINEAPPLE_UNDERLAY_ADDRESS: address };
      all.push({
        engine: machine.engine,
        runs: (...command) => machine.runs(...command),
        host: cleanup.use(await TestHost.start({ dockerHost, prefix: machine.prefix, env })),
      });
    }
    return new MultiHost(all, underlay, cleanup.move());
  }

  at(index: number): IsolatedHost {
    const found = this.all[index];
    if (!found) throw new Error(`There is no host number ${index}.`);
    return found;
  }

  /** Applies a lab on all its hosts, and waits until each of its containers is READY. */
  async apply(lab: MultiHostLab): Promise<void> {
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

  async remove(lab: MultiHostLab): Promise<void> {
    await Promise.all(this.all.map(({ host }) => host.apply(lab.removed())));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}
