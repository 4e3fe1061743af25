import type { ManifestContainer, ManifestInterface } from '@pineapple/core';
import type { ContainerRequest, EndpointRequest } from '../docker/docker-requests.ts';
import type { ImageFacts } from './image-facts.ts';
import { driverOptionKeys } from '../network/docker-driver/plugin-requests.ts';
import { labels, networkName } from '../docker/docker-names.ts';

/** What every container of this host is held to. */
export interface ContainerPolicy {
  readonly hostId: string;
  readonly memoryMb: number;
  readonly cpus: number;
  readonly pids: number;
  readonly dnsServers: readonly string[];
  /** Size of the writable layer, as Docker writes it; null where the engine can't limit it. */
  readonly diskSize: string | null;
}

/**
 * What root in a container may do: run a network node and its daemons, change files of its own. Not among
 * them: mounting, devices, kernel modules, other containers' processes, the clock.
 */
export const capabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'NET_ADMIN',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
] as const;

/** Pings without raw sockets, for every group in the container. */
const everyGroup = '0 2147483647';
const megabyte = 1024 * 1024;

/** One attachment, as Docker is asked for it. */
export function endpointRequest(wanted: ManifestInterface, name: string): EndpointRequest {
  return {
    IPAMConfig: { IPv4Address: wanted.ipv4Address },
    Aliases: [name],
    DriverOpts: { [driverOptionKeys.mac]: wanted.macAddress },
  };
}

/** A container as Docker is asked for it, on its first network; the others are connected before it starts. */
export function containerRequest(
  labId: string,
  container: ManifestContainer,
  image: ImageFacts,
  policy: ContainerPolicy,
): ContainerRequest {
  const first = container.interfaces[0];
  return {
    Hostname: container.name,
    Image: container.imageReference,
    Labels: {
      [labels.host]: policy.hostId,
      [labels.lab]: labId,
      [labels.container]: container.id,
      [labels.name]: container.name,
      [labels.image]: container.image,
      [labels.reference]: container.imageReference,
      [labels.generation]: String(container.generation),
    },
    HostConfig: {
      NetworkMode: first ? networkName(first.networkId) : 'none',
      Dns: policy.dnsServers,
      // A name that nobody knows is to fail soon: on a closed network no server answers.
      DnsOptions: ['timeout:1', 'attempts:3'],
      ...isolation(policy),
      Sysctls: {
        'net.ipv4.ping_group_range': everyGroup,
        ...(image.forwarding
          ? { 'net.ipv4.ip_forward': '1', 'net.ipv6.conf.all.forwarding': '1' }
          : { 'net.ipv4.ip_forward': '0' }),
      },
    },
    NetworkingConfig: {
      EndpointsConfig: first
        ? { [networkName(first.networkId)]: endpointRequest(first, container.name) }
        : {},
    },
  };
}

function isolation(policy: ContainerPolicy) {
  return {
    CapDrop: ['ALL'],
    CapAdd: capabilities,
    SecurityOpt: ['no-new-privileges'],
    Privileged: false,
    Binds: [],
    PublishAllPorts: false,
    IpcMode: 'private',
    PidMode: '',
    Init: true,
    RestartPolicy: { Name: 'no' },
    Memory: policy.memoryMb * megabyte,
    // Equal to the memory: no swap, which would let one lab slow the others.
    MemorySwap: policy.memoryMb * megabyte,
    NanoCpus: Math.round(policy.cpus * 1e9),
    PidsLimit: policy.pids,
    Ulimits: [
      { Name: 'nofile', Soft: 4096, Hard: 8192 },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
    // When memory runs out, a lab goes before the agent and the engine.
    OomScoreAdj: 500,
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '2' } },
    ...(policy.diskSize === null ? {} : { StorageOpt: { size: policy.diskSize } }),
  };
}
