import type { HostRecord, HostStore } from '@pineapple/store';
import DataLoader from 'dataloader';
import { type HostCondition, hostCondition } from '../live-hosts/host-model.ts';

/** A host as a lab's owner may know it: its condition is read only when asked for. */
export interface LabHostModel {
  readonly __typename: 'LabHost';
  readonly id: string;
}

export function toLabHost(id: string): LabHostModel {
  return { __typename: 'LabHost', id };
}

/** One that never reported is still on its way up. */
export function labHostCondition(host: HostRecord | null, now: Date): HostCondition {
  return host ? hostCondition(host, now) : { state: 'READY', reason: null };
}

export type HostLoader = DataLoader<string, HostRecord | null>;

/** Reads each host once for all who ask at the same time, and again later: a subscription outlives what it read. */
export function hostLoader(hosts: Pick<HostStore, 'get'>): HostLoader {
  return new DataLoader(
    async (ids) => {
      const distinct = [...new Set(ids)];
      const rows = await Promise.all(distinct.map((id) => hosts.get(id)));
      const found = new Map(distinct.map((id, index) => [id, rows[index] ?? null]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
}
