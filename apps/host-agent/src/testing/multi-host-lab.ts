import type { ManifestContainer, HostManifest, ManifestNetwork } from '@pineapple/core';
import { SampleLab } from './sample-lab.ts';

/** The address at which other hosts reach the host with that number. */
export function addressOf(host: number): string {
  return `10.77.0.${host + 1}`;
}

/** A lab on several hosts, which are named by their numbers. The first one is its home. */
export class MultiHostLab {
  readonly #lab = new SampleLab();
  readonly #places = new Map<string, number>();
  readonly #vnis = new Map<string, number>();
  /** Numbers of its hosts. With one host it is a single-host lab. */
  hosts: readonly number[];
  /** Addresses of further peers. */
  strangers: readonly string[] = [];
  #revision = 1;

  constructor(...hosts: readonly number[]) {
    this.hosts = hosts;
  }

  get labId(): string {
    return this.#lab.desired.labId;
  }

  network(name: string, ipv4Subnet: string, vni: number, internet = false): ManifestNetwork {
    const network = this.#lab.network(name, ipv4Subnet, internet);
    this.#vnis.set(network.id, vni);
    return network;
  }

  container(
    host: number,
    name: string,
    image: string,
    attachments: readonly (readonly [ManifestNetwork, string])[],
  ): ManifestContainer {
    const container = this.#lab.container(name, image, attachments);
    this.#places.set(container.id, host);
    return container;
  }

  /** Places a container on another host. */
  move(containerId: string, host: number): void {
    this.#places.set(containerId, host);
  }

  /** The manifest for one host, with a newer revision each time. */
  desired(host: number): HostManifest {
    const { networks, containers } = this.#lab.desired;
    const others = this.hosts.filter((each) => each !== host).map(addressOf);
    const peers = [...others, ...this.strangers];
    return {
      ...this.#lab.desired,
      revision: (this.#revision += 1),
      networks: networks.map((network) => ({
        ...network,
        overlay:
          this.hosts.length > 1
            ? { vni: this.#vnis.get(network.id) ?? 0, peers, gatewayHere: host === this.hosts[0] }
            : null,
      })),
      containers: containers.filter(({ id }) => this.#places.get(id) === host),
      neighbours: containers
        .filter(({ id }) => this.#places.get(id) !== host)
        .map(({ name, interfaces }) => ({
          name,
          addresses: interfaces.map(({ networkId, ipv4Address }) => ({
            networkId,
            ipv4Address,
            ipv6Address: null,
          })),
        })),
    };
  }

  removed(): HostManifest {
    const revision = (this.#revision += 1);
    return { ...this.#lab.desired, revision, removed: true, networks: [], containers: [], neighbours: [] };
  }
}
