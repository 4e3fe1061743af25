import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { hostImage } from './host-image.ts';
import { inside } from './paths.ts';

/** The label that names a host's container and volume, with the host's id. */
const hostLabel = 'pineapple.host-container';
/** The label with the hash of everything a container was created with. */
const specLabel = 'pineapple.created-from';

/** How long labs, the agent and dockerd have to stop, in seconds. */
export const stopSeconds = 60;

/** How a container may be given what a host needs. */
type Privileges = 'privileged' | 'listed';

/** The name of a host's container, and of its volume. */
export const containerName = (hostId: string): string => `pineapple-${hostId.slice(-6)}`;

/**
 * The privileges of a container as a list. It is for machines that lack one capability themselves, where Docker can't
 * grant all.
 */
const listed = {
  CapAdd: ['ALL'],
  CapDrop: ['SYS_RESOURCE'],
  SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined', 'label=disable'],
  MaskedPaths: [],
  ReadonlyPaths: [],
  DeviceCgroupRules: ['a *:* rwm'],
};

export function containerSpec(options: {
  readonly hostId: string;
  readonly imageId: string;
  readonly env: Readonly<Record<string, string>>;
  readonly privileges: Privileges;
}): Docker.ContainerCreateOptions & { readonly name: string } {
  const { hostId, imageId, privileges } = options;
  const name = containerName(hostId);
  const env = {
    ...options.env,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${inside.awsPort}`,
    PINEAPPLE_HOST_ID: hostId,
    PINEAPPLE_AGENT_DIR: `${inside.data}/agent`,
    PINEAPPLE_STOP_LABS: '1',
    DOCKER_HOST: `unix://${inside.dockerSocket}`,
  };
  const spec = {
    Image: imageId,
    Hostname: name,
    Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    StopTimeout: stopSeconds,
    HostConfig: {
      ...(privileges === 'privileged' ? { Privileged: true } : listed),
      Mounts: [
        {
          Type: 'volume' as const,
          Source: name,
          Target: inside.data,
          VolumeOptions: {
            NoCopy: true,
            Labels: { [hostLabel]: hostId },
            DriverConfig: { Name: 'local', Options: {} },
          },
        },
      ],
      Tmpfs: { '/run': 'exec,mode=755' },
      CgroupnsMode: 'private' as const,
      // A remapped user could not run a dockerd.
      UsernsMode: 'host',
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
      RestartPolicy: { Name: 'no' },
    },
  };
  const hash = createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 16);
  return { name, ...spec, Labels: { [hostLabel]: hostId, [specLabel]: `${hostImage} ${hash}` } };
}

/** Whether a container is what the specification asks for. */
export const isCreatedFrom = (
  found: { readonly Config: { readonly Labels: Readonly<Record<string, string>> } },
  spec: Docker.ContainerCreateOptions,
): boolean => found.Config.Labels[specLabel] === spec.Labels?.[specLabel];
