import type { ManifestContainer, HostManifest, ManifestNetwork } from '../host-manifest/host-manifest.ts';
import type { LabInterface } from '../lab-nodes.ts';
import type { ActualContainer, ActualLab, ActualNetwork } from './actual-lab.ts';
import { type Wire, wiresOf } from './wire.ts';

/** Small labs for tests of the plan. */
export function network(id: string, change: Partial<ManifestNetwork> = {}): ManifestNetwork {
  return {
    id,
    name: id,
    ipv4Subnet: '10.0.1.0/24',
    ipv6Subnet: null,
    internet: false,
    mtu: 1500,
    overlay: null,
    ...change,
  };
}

export function link(networkId: string, ipv4Address: string): LabInterface {
  const macAddress = `02:00:${networkId} ${ipv4Address}`;
  return { networkId, name: `to-${networkId}`, ipv4Address, ipv6Address: null, macAddress };
}

export function container(id: string, change: Partial<ManifestContainer> = {}): ManifestContainer {
  return {
    id,
    name: id,
    image: 'host',
    imageReference: 'pineapple/host:1',
    power: 'on',
    generation: 1,
    requestedAt: '2026-01-01T00:00:00.000Z',
    interfaces: [],
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
    ...change,
  };
}

export function lab(
  networks: readonly ManifestNetwork[],
  containers: readonly ManifestContainer[],
): HostManifest {
  return {
    format: 1,
    labId: 'lab_aaaaaaaaaaaa',
    revision: 1,
    removed: false,
    networks,
    containers,
    neighbours: [],
  };
}

export const emptyHost: ActualLab = { networks: [], containers: [] };

export function actualNetwork(wanted: ManifestNetwork, change: Partial<ActualNetwork> = {}): ActualNetwork {
  const { name: _, ...actual } = wanted;
  return { ...actual, ...change };
}

/** An interface as it should be on one of these networks. */
export function actualWire(
  networks: readonly ManifestNetwork[],
  wanted: LabInterface,
  change: Partial<Wire> = {},
): Wire {
  const [wire] = wiresOf({ networks }, container('any', { interfaces: [wanted] }));
  if (!wire) throw new Error(`there is no network ${wanted.networkId}`);
  return { ...wire, ...change };
}

export function actualContainer(
  wanted: ManifestContainer,
  change: Partial<ActualContainer> = {},
): ActualContainer {
  const { id, name, imageReference, generation } = wanted;
  return {
    ...{ key: `key-${id}`, id, name, imageReference, generation },
    state: wanted.power === 'on' ? 'running' : 'stopped',
    endedByItself: false,
    interfaces: [],
    ...change,
  };
}

/** A host that matches a desired lab. */
export function matchingHost(desired: HostManifest): ActualLab {
  return {
    networks: desired.networks.map((each) => actualNetwork(each)),
    containers: desired.containers.map((each) =>
      actualContainer(each, { interfaces: each.power === 'on' ? wiresOf(desired, each) : [] }),
    ),
  };
}
