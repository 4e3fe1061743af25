import { silentHostMs } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import type { HostState, LabHost } from '../../graphql/generated/schema-types.ts';

export interface HostModel {
  readonly __typename: 'Host';
  readonly id: string;
  readonly state: HostState;
  readonly reason: string | null;
  readonly cordoned: boolean;
  readonly reportedAt: string;
  readonly agentVersion: string;
  readonly dockerVersion: string | null;
  readonly room: HostRecord['room'];
  readonly limitations: string[];
  readonly leftovers: number;
}

export function toHostModel(host: HostRecord, now: Date): HostModel {
  return {
    __typename: 'Host',
    id: host.hostId,
    ...condition(host, now),
    cordoned: host.cordoned,
    reportedAt: host.at,
    agentVersion: host.agentVersion,
    dockerVersion: host.docker.version,
    room: host.room,
    limitations: [...host.limitations],
    leftovers: host.leftovers.size,
  };
}

/** What a lab's owner may know of its host. One that never reported is still on its way up. */
export function toLabHost(hostId: string, host: HostRecord | null, now: Date): LabHost {
  return {
    __typename: 'LabHost',
    id: hostId,
    ...(host ? condition(host, now) : { state: 'READY', reason: null }),
  };
}

function condition(host: HostRecord, now: Date): { state: HostState; reason: string | null } {
  if (host.lostSince !== null || now.getTime() - Date.parse(host.at) > silentHostMs) {
    return { state: 'LOST', reason: `Nothing was heard of it since ${host.at}.` };
  }
  if (!host.docker.up) {
    return { state: 'DOCKER_DOWN', reason: host.docker.reason ?? 'It gave no reason.' };
  }
  if (host.cordoned) return { state: 'CORDONED', reason: 'It takes no more labs.' };
  return { state: 'READY', reason: null };
}
