import { randomBytes } from 'node:crypto';
import {
  type ManifestContainer,
  type HostManifest,
  type ManifestNetwork,
  macAddressFor,
  newContainerId,
  newLabId,
  newNetworkId,
} from '@pineapple/core';

const random = (size: number): Uint8Array => randomBytes(size);

/** Builds host manifests. Each change makes the next revision. */
export class SampleLab {
  desired: HostManifest;

  constructor() {
    this.desired = {
      format: 1,
      labId: newLabId(random),
      revision: 1,
      removed: false,
      networks: [],
      containers: [],
      neighbours: [],
    };
  }

  network(name: string, ipv4Subnet: string, internet = false): ManifestNetwork {
    const id = newNetworkId(this.desired.labId, random);
    const subnets = { ipv4Subnet, ipv6Subnet: null };
    const network: ManifestNetwork = { id, name, ...subnets, internet, mtu: 1500, overlay: null };
    this.#change({ networks: [...this.desired.networks, network] });
    return network;
  }

  container(
    name: string,
    imageReference: string,
    attachments: readonly (readonly [ManifestNetwork, string])[] = [],
  ): ManifestContainer {
    const container: ManifestContainer = {
      id: newContainerId(this.desired.labId, random),
      name,
      image: 'host',
      imageReference,
      power: 'on',
      generation: 1,
      requestedAt: new Date().toISOString(),
      interfaces: attachments.map(([{ id }, ipv4Address], index) => toInterface(id, ipv4Address, index)),
      files: [],
      sysctls: [],
      env: [],
      entrypoint: null,
      command: null,
      user: null,
      workingDir: null,
      exec: [],
      waitFor: [],
      onStop: [],
      cpus: null,
      memoryMb: null,
      defaultGateway: null,
      routes: [],
    };
    this.#change({ containers: [...this.desired.containers, container] });
    return container;
  }

  /** Changes one container. */
  change(id: string, change: Partial<ManifestContainer>): HostManifest {
    return this.#change({
      containers: this.desired.containers.map((each) => (each.id === id ? { ...each, ...change } : each)),
    });
  }

  power(id: string, power: 'on' | 'off'): HostManifest {
    const generation = (this.desired.containers.find((each) => each.id === id)?.generation ?? 0) + 1;
    return this.change(id, { power, generation, requestedAt: new Date().toISOString() });
  }

  attach(id: string, network: ManifestNetwork, ipv4Address: string): HostManifest {
    const known = this.desired.containers.find((each) => each.id === id)?.interfaces ?? [];
    let index = 0;
    while (known.some(({ name }) => name === `eth${index}`)) index += 1;
    return this.change(id, { interfaces: [...known, toInterface(network.id, ipv4Address, index)] });
  }

  detach(id: string, networkId: string): HostManifest {
    const known = this.desired.containers.find((each) => each.id === id)?.interfaces ?? [];
    return this.change(id, { interfaces: known.filter((one) => one.networkId !== networkId) });
  }

  without(...ids: readonly string[]): HostManifest {
    return this.#change({
      networks: this.desired.networks.filter(({ id }) => !ids.includes(id)),
      containers: this.desired.containers.filter(({ id }) => !ids.includes(id)),
    });
  }

  removed(): HostManifest {
    return this.#change({ removed: true, networks: [], containers: [] });
  }

  #change(change: Partial<HostManifest>): HostManifest {
    this.desired = { ...this.desired, ...change, revision: this.desired.revision + 1 };
    return this.desired;
  }
}

function toInterface(networkId: string, ipv4Address: string, index: number) {
  const macAddress = macAddressFor(networkId, ipv4Address);
  return { networkId, name: `eth${index}`, ipv4Address, ipv6Address: null, macAddress };
}
