import { silentHostMs } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import type { HostState } from '../graphql/generated/schema-types.ts';

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
  readonly underlayAddress: string | null;
  readonly limitations: string[];
  readonly leftovers: number;
}

export function toHostModel(host: HostRecord, now: Date): HostModel {
  return {
    __typename: 'Host',
    id: host.hostId,
    ...hostCondition(host, now),
    cordoned: host.cordoned,
    reportedAt: host.at,
    agentVersion: host.agentVersion,
    dockerVersion: host.docker.version,
    room: host.room,
    underlayAddress: host.underlayAddress,
    limitations: [...host.limitations],
    leftovers: host.leftovers.size,
  };
}

export interface HostCondition {
  readonly state: HostState;
  readonly reason: string | null;
}

export function hostCondition(host: HostRecord, now: Date): HostCondition {
  if (host.lostSince !== null || now.getTime() - Date.parse(host.at) > silentHostMs) {
    return { state: 'LOST', reason: `Nothing was heard of it since ${host.at}.` };
  }
  if (!host.docker.up) {
    return { state: 'DOCKER_DOWN', reason: host.docker.reason ?? 'It gave no reason.' };
  }
  if (host.cordoned) return { state: 'CORDONED', reason: 'It takes no more labs.' };
  return { state: 'READY', reason: null };
}
