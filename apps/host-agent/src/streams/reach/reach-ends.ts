import type { HostManifest } from '@pineapple/core';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { readAddresses } from './kernel-addresses.ts';
import { runningPid } from './running-pids.ts';
import type { ReachEnd } from './plan-probes.ts';

export interface LabSource {
  readonly registry: LabRegistry;
  readonly docker: DockerClient;
}

/** A container of the lab on this host. */
export interface OwnEnd extends ReachEnd {
  readonly containerId: string;
}

/** The lab as it is wanted. @throws StreamRefusal when this host does not have it */
export function wantedLab(registry: LabRegistry, labId: string): HostManifest {
  const state = registry.get(labId);
  if (!state || state.isRemoved) throw new StreamRefusal('NOT_FOUND', `This host has no lab ${labId}`);
  return state.desired;
}

/** The lab's containers on this host with the addresses that they have now; those that do not run, with the wanted ones. */
export async function ownEnds({ registry, docker }: LabSource, labId: string): Promise<OwnEnd[]> {
  const { containers } = wantedLab(registry, labId);
  return Promise.all(
    containers.map(async ({ id, name, interfaces }) => {
      const pid = await runningPid(docker, findContainer(registry, labId, id));
      const addresses =
        pid === null
          ? interfaces.flatMap(({ ipv4Address, ipv6Address }) =>
              [ipv4Address ?? [], ipv6Address ?? []].flat(),
            )
          : await readAddresses(pid);
      return { containerId: id, name, pid, addresses };
    }),
  );
}

/** The lab's containers on other hosts, with the addresses that they were given. */
export function otherEnds(registry: LabRegistry, labId: string): ReachEnd[] {
  return wantedLab(registry, labId).neighbours.map(({ name, addresses }) => ({
    containerId: null,
    name,
    pid: null,
    addresses: addresses.flatMap(({ ipv4Address, ipv6Address }) =>
      [ipv4Address ?? [], ipv6Address ?? []].flat(),
    ),
  }));
}
