import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { digestsAtCreation, type ManifestContainer } from '@pineapple/core';
import { pack } from 'tar-stream';
import type { ContainerRequest } from '../docker/docker-client.ts';
import { engineVersion, labels } from '../docker/docker-names.ts';
import { resourcesOf } from './limits/container-resources.ts';
import type { WholeFile } from './file-contents.ts';
import { gateMounts, gateProgram, nameFiles } from './gate/gates.ts';
import type { ImageFacts } from './image-facts.ts';
import { maskedPaths } from './protected-paths.ts';
import { seccompProfile } from './seccomp/seccomp-profile.ts';

/** Limits and settings of every container on this host. */
export interface ContainerPolicy {
  readonly hostId: string;
  readonly memoryMb: number;
  readonly cpus: number;
  readonly pids: number;
  /** Paths that are read-only in every container. */
  readonly readonlyPaths: readonly string[];
  /** Size of the writable layer in GB, a power of 1024 bytes; null where the engine can't limit it. */
  readonly diskGb: number | null;
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

/** Lets every group in the container ping without raw sockets. A user namespace has no more groups. */
const everyGroup = '0 65535';
const seccomp = JSON.stringify(seccompProfile());

const noProgram = { entrypoint: null, command: null };

/** What the containers of an image have in common on this host. */
type ContainerSettings = Pick<ContainerRequest, 'Entrypoint' | 'Cmd' | 'NetworkDisabled' | 'HostConfig'>;

/**
 * What the gate starts: the container's own entrypoint and command, or else the image's. The image's command belongs to its
 * entrypoint: another one gets no arguments of it. Empty if there is none.
 */
export function programOf(
  image: ImageFacts,
  { entrypoint, command }: Pick<ManifestContainer, 'entrypoint' | 'command'> = noProgram,
): readonly string[] {
  return [...(entrypoint ?? image.entrypoint), ...(command ?? (entrypoint === null ? image.command : []))];
}

/**
 * The Engine API request for a container behind its gate. It has no network: the agent makes its interfaces at each
 * start.
 * @param gate the gate's directory on the host
 * @throws Error when neither the container nor its image names a program
 */
export function containerRequest(
  labId: string,
  container: ManifestContainer,
  image: ImageFacts,
  policy: ContainerPolicy,
  gate: string,
): ContainerRequest {
  const { imageReference, env } = container;
  const program = programOf(image, container);
  if (program.length === 0)
    throw new Error(`Image ${imageReference} names no program to start. Give it a CMD or an ENTRYPOINT.`);
  const { HostConfig, ...settings } = withGate(containerSettings(image, policy), gate);
  return {
    ...settings,
    HostConfig: { ...HostConfig, ...resourcesOf(container, policy) },
    Cmd: program,
    Env: env.map(({ name, value }) => `${name}=${value}`),
    User: container.user ?? '',
    WorkingDir: container.workingDir ?? '',
    Hostname: container.name,
    Image: imageReference,
    Labels: {
      [labels.host]: policy.hostId,
      [labels.lab]: labId,
      [labels.container]: container.id,
      [labels.name]: container.name,
      [labels.image]: container.image,
      [labels.reference]: imageReference,
      [labels.generation]: String(container.generation),
      [labels.engine]: engineVersion,
      [labels.settings]: JSON.stringify(digestsAtCreation(container)),
    },
  };
}

/** The request for a container of the warm pool, which belongs to no lab yet. Docker keeps its host name and labels. */
export function warmRequest(
  hostname: string,
  image: ImageFacts,
  policy: ContainerPolicy,
  gate: string,
): ContainerRequest {
  return {
    ...withGate(containerSettings(image, policy), gate),
    Env: [],
    User: '',
    WorkingDir: '',
    Hostname: hostname,
    // Its name may refer to another image by now.
    Image: image.id,
    Labels: {
      [labels.host]: policy.hostId,
      [labels.warm]: fingerprintOf(image, policy),
      [labels.engine]: engineVersion,
    },
  };
}

/** Containers of the same fingerprint differ in nothing but their names, files and interfaces. */
export function fingerprintOf(image: ImageFacts, policy: ContainerPolicy): string {
  const settings = [engineVersion, image.id, containerSettings(image, policy)];
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 32);
}

function withGate(settings: ContainerSettings, gate: string): ContainerSettings {
  return {
    ...settings,
    HostConfig: { ...settings.HostConfig, Binds: gateMounts(gate) },
  };
}

function containerSettings(image: ImageFacts, policy: ContainerPolicy): ContainerSettings {
  return {
    Entrypoint: [gateProgram],
    Cmd: programOf(image),
    // The container still has a network namespace of its own, but Docker does nothing in it: that is half of a start.
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      ...isolation(policy),
      ReadonlyPaths: policy.readonlyPaths,
      MaskedPaths: maskedPaths,
      Sysctls: {
        'net.ipv4.ping_group_range': everyGroup,
        ...(image.forwarding
          ? { 'net.ipv4.ip_forward': '1', 'net.ipv6.conf.all.forwarding': '1' }
          : { 'net.ipv4.ip_forward': '0' }),
      },
    },
  };
}

function isolation(policy: ContainerPolicy) {
  return {
    CapDrop: ['ALL'],
    CapAdd: capabilities,
    SecurityOpt: ['no-new-privileges', `seccomp=${seccomp}`],
    Privileged: false,
    PublishAllPorts: false,
    IpcMode: 'private',
    PidMode: '',
    Init: true,
    RestartPolicy: { Name: 'no' },
    ...resourcesOf({ cpus: null, memoryMb: null }, policy),
    PidsLimit: policy.pids,
    Ulimits: [
      { Name: 'nofile', Soft: 1024, Hard: 4096 },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
    // If the host runs out of memory, the kernel kills labs before the agent and the engine.
    OomScoreAdj: 500,
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '2' } },
    ...(policy.diskGb === null ? {} : { StorageOpt: { size: `${policy.diskGb}G` } }),
  };
}

/**
 * The files of a container, owned by root unless other numbers are given, as a tar archive that Docker unpacks at the container's root. Name files are
 * left out: Docker can't replace what is mounted.
 */
export async function fileArchive(files: readonly WholeFile[], owner = { uid: 0, gid: 0 }): Promise<Buffer> {
  const archive = pack();
  const mounted: readonly string[] = Object.values(nameFiles);
  for (const { path, content, mode } of files) {
    if (mounted.includes(path)) continue;
    archive.entry({ name: path.slice(1), mode, ...owner, type: 'file' }, content);
  }
  archive.finalize();
  return buffer(archive);
}
