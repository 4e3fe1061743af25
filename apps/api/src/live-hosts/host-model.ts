import { silentHostMs } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';

interface HostCondition {
  readonly state: 'READY' | 'CORDONED' | 'DOCKER_DOWN' | 'LOST';
  /** Null when the host is READY. */
  readonly reason: string | null;
}

/** A host as operators see it, under GraphQL's field names. */
export interface HostModel extends HostCondition {
  readonly __typename: 'Host';
  readonly id: string;
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
    leftovers: host.orphans.size,
  };
}

/** @param host null for one that has never reported: it is still starting */
export function hostCondition(host: HostRecord | null, now: Date): HostCondition {
  if (host === null) return { state: 'READY', reason: null };
  if (host.lostSince !== null || now.getTime() - Date.parse(host.at) > silentHostMs) {
    return { state: 'LOST', reason: `The host has not reported since ${host.at}.` };
  }
  if (!host.docker.up) {
    return { state: 'DOCKER_DOWN', reason: host.docker.reason ?? 'Docker gave no reason.' };
  }
  if (host.cordoned) return { state: 'CORDONED', reason: 'The host takes no new labs.' };
  return { state: 'READY', reason: null };
}
