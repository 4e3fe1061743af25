import { buffer } from 'node:stream/consumers';
import type { ContainerFile, LabInterface, ManifestContainer } from '@pineapple/core';
import { pack } from 'tar-stream';
import { driverOptionKeys, labels, networkName } from '../docker/docker-names.ts';
import type { ContainerRequest, EndpointRequest } from '../docker/docker-requests.ts';
import type { ImageFacts } from './image-facts.ts';

/** Limits and settings of every container on this host. */
export interface ContainerPolicy {
  readonly hostId: string;
  readonly memoryMb: number;
  readonly cpus: number;
  readonly pids: number;
  readonly dnsServers: readonly string[];
  /** Size of the writable layer in Docker's notation; null where the engine can't limit it. */
  readonly diskSize: string | null;
}

/**
 * What root in a container may do: run a network node with its daemons, and change its own files. Excluded are mounts,
 * devices, kernel modules, other containers' processes and the clock.
 */
const capabilities = [
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

/** Lets every group in the container ping without raw sockets. */
const everyGroup = '0 2147483647';
const megabyte = 1024 * 1024;

/** The Engine API request for one attachment. */
export function endpointRequest(wanted: LabInterface, name: string): EndpointRequest {
  return {
    IPAMConfig: { IPv4Address: wanted.ipv4Address ?? '' },
    Aliases: [name],
    DriverOpts: { [driverOptionKeys.mac]: wanted.macAddress },
  };
}

/** The Engine API request for a container on its first network. The others are connected before it starts. */
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
      // Unknown names fail early: on a closed network no server answers.
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
    // Equal to the memory limit: a lab that swaps would slow down the others.
    MemorySwap: policy.memoryMb * megabyte,
    NanoCpus: Math.round(policy.cpus * 1e9),
    PidsLimit: policy.pids,
    Ulimits: [
      { Name: 'nofile', Soft: 4096, Hard: 8192 },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
    // If the host runs out of memory, the kernel kills labs before the agent and the engine.
    OomScoreAdj: 500,
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '2' } },
    ...(policy.diskSize === null ? {} : { StorageOpt: { size: policy.diskSize } }),
  };
}

/** The files of a container, owned by root, as a tar archive that Docker unpacks at the container's root. */
export async function fileArchive(files: readonly ContainerFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, content, mode } of files) {
    archive.entry({ name: path.slice(1), mode, uid: 0, gid: 0, type: 'file' }, content);
  }
  archive.finalize();
  return buffer(archive);
}
