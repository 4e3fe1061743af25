import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultMtu } from '@pineapple/core';
import type { Logger } from 'pino';
import { resolverText } from '../containers/names/name-lines.ts';
import type { LabNetworks } from '../network/lab-networks.ts';
import { makeAllWires } from '../network/wires/container-wires.ts';

/** Every build has these in a namespace of its own, so they are the same for all. */
const [ipv4Subnet, gateway, address] = ['10.0.1.0/24', '10.0.1.1', '10.0.1.10/24'];
const macAddress = '02:00:0a:00:01:0a';

/** The network of one build. */
interface BuildNetwork extends AsyncDisposable {
  /** Gives a container its interface on the network. @param pid a process in the container */
  connect(pid: number): Promise<void>;
}

/**
 * Networks for builds, with egress by the same rules as networks of labs: never to the host, other labs or builds, the metadata
 * address or private addresses, and with the same limit of open flows. Each is the only one of a lab that exists on this host only.
 * What an agent that was killed has left is removed by the next one, as networks of labs that are gone.
 */
export class BuildNetworks {
  readonly #networks: LabNetworks;
  readonly #log: Logger;
  /** The resolv.conf of all builds, on this host. */
  readonly resolver: string;

  private constructor(networks: LabNetworks, resolver: string, log: Logger) {
    this.#networks = networks;
    this.resolver = resolver;
    this.#log = log;
  }

  static async open(networks: LabNetworks, stateDir: string, log: Logger): Promise<BuildNetworks> {
    const directory = join(stateDir, 'builds');
    await mkdir(directory, { recursive: true, mode: 0o755 });
    const resolver = join(directory, 'resolv.conf');
    await writeFile(resolver, resolverText(gateway));
    // Any user of the container reads it.
    await chmod(resolver, 0o644);
    return new BuildNetworks(networks, resolver, log);
  }

  /** @throws Error when the host has no uplink left */
  async make(): Promise<BuildNetwork> {
    const build = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
    const labId = `lab_${build}`;
    const networkId = `net_${build}_builds`;
    await this.#networks.create(labId, {
      ...{ id: networkId, name: 'build', ipv4Subnet, ipv6Subnet: null },
      ...{ internet: true, mtu: defaultMtu, overlay: null },
    });
    const wire = { networkId, name: 'eth0', macAddress, addresses: [address], gateway };
    return {
      connect: (pid) =>
        makeAllWires(
          { labId, containerId: `ctr_${build}_builds`, pid },
          { hostname: 'build', wires: [{ ...wire, routes: [], mtu: defaultMtu }], replace: false },
        ),
      [Symbol.asyncDispose]: () => this.#remove(labId),
    };
  }

  /** What fails here does not concern the build, and is removed when Docker or the agent starts the next time. */
  async #remove(labId: string): Promise<void> {
    await this.#networks.removeLab(labId).catch((error: unknown) => {
      this.#log.warn({ err: error, labId }, 'could not remove the network of a build');
    });
  }
}
