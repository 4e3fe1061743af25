import { PassThrough } from 'node:stream';
import { dockerClient } from '@pineapple/launcher';
import type Docker from 'dockerode';

/** Does the same work through the Engine API alone, without checks, reports or records. */
export class BareContainers {
  readonly #docker: Docker;
  readonly #image: string;

  constructor(dockerHost: string, image: string) {
    this.#docker = dockerClient(dockerHost);
    this.#image = image;
  }

  /**
   * Creates and starts a container and runs a first command in it. Returns the milliseconds that it took.
   * @param network - A user-defined network, on which Docker resolves names. Left out, the default bridge.
   */
  async createStartAndExec(network?: string): Promise<number> {
    const start = performance.now();
    const HostConfig = { Init: true, ...(network === undefined ? {} : { NetworkMode: network }) };
    const container = await this.#docker.createContainer({ Image: this.#image, HostConfig });
    try {
      await container.start();
      const exec = await container.exec({ Cmd: ['true'], AttachStdout: true, AttachStderr: true });
      const stream = await exec.start({});
      const ended = Promise.withResolvers<void>();
      stream.on('end', ended.resolve).on('error', ended.reject).pipe(new PassThrough().resume());
      await ended.promise;
      const { ExitCode } = await exec.inspect();
      if (ExitCode !== 0) throw new Error(`The first command in ${this.#image} ended with ${ExitCode}.`);
      return performance.now() - start;
    } finally {
      await container.remove({ force: true });
    }
  }

  /** Creates and starts many containers, some at once, each on one of the networks. Returns the milliseconds. */
  async createAndStartMany(count: number, atOnce: number, networks: readonly string[]): Promise<number> {
    const containers: Docker.Container[] = [];
    const queue = Array.from(
      { length: count },
      (_, index) => networks[index % networks.length] ?? 'none',
    ).values();
    const work = async () => {
      for (const network of queue) {
        const HostConfig = { Init: true, NetworkMode: network };
        const container = await this.#docker.createContainer({ Image: this.#image, HostConfig });
        containers.push(container);
        await container.start();
      }
    };
    try {
      const start = performance.now();
      await Promise.all(Array.from({ length: atOnce }, work));
      return performance.now() - start;
    } finally {
      await Promise.all(containers.map((container) => container.remove({ force: true })));
    }
  }

  /** Makes internal bridge networks, which disposal removes. */
  async makeNetworks(count: number): Promise<AsyncDisposable & { readonly names: readonly string[] }> {
    const networks: Docker.Network[] = [];
    for (let index = 0; index < count; index += 1) {
      const Name = `pineapple-bench-${process.pid}-${index}`;
      networks.push(await this.#docker.createNetwork({ Name, Driver: 'bridge', Internal: true }));
    }
    return {
      names: networks.map(({ id }) => id),
      async [Symbol.asyncDispose]() {
        for (const network of networks) await network.remove();
      },
    };
  }
}
