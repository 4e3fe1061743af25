import type { LabChangesSubscription } from '../../../generated/graphql.ts';
import type { Lab } from './lab.ts';

export type LabChange = LabChangesSubscription['labChanges'];

const appliesKept = 10;

/** Whether a change adds or removes something. The cache merges all other changes by id. */
export function changesLists(lab: Lab, change: LabChange): boolean {
  const includes = (items: readonly { readonly id: string }[], id: string): boolean =>
    items.some((item) => item.id === id);
  switch (change.__typename) {
    case 'LabUpdated':
    case 'LabDeleted':
      return false;
    case 'NetworkChanged':
      return !includes(lab.networks, change.network.id);
    case 'NetworkDeleted':
      return includes(lab.networks, change.networkId);
    case 'ContainerChanged':
      return !includes(lab.containers, change.container.id);
    case 'ContainerDeleted':
      return includes(lab.containers, change.containerId);
    case 'ApplyChanged':
      return !includes(lab.applies, change.apply.id);
  }
}

/**
 * The lab after a change: adds what is new and removes what is deleted. The cache merges fields of known objects by
 * id, so a change that arrives twice or late has no further effect.
 */
export function applyLabChange(lab: Lab, change: LabChange): Lab {
  switch (change.__typename) {
    case 'LabUpdated':
      return change.lab;
    case 'LabDeleted':
      return lab;
    case 'NetworkChanged':
      return { ...lab, networks: put(lab.networks, change.network) };
    case 'NetworkDeleted':
      return { ...lab, networks: lab.networks.filter(({ id }) => id !== change.networkId) };
    case 'ContainerChanged':
      return { ...lab, containers: put(lab.containers, change.container) };
    case 'ContainerDeleted':
      return { ...lab, containers: lab.containers.filter(({ id }) => id !== change.containerId) };
    case 'ApplyChanged': {
      const applies = put(lab.applies, change.apply).toSorted(newestFirst);
      return { ...lab, applies: applies.slice(0, appliesKept) };
    }
  }
}

/** By the time of the request. Events may arrive in any order. */
function newestFirst(a: Lab['applies'][number], b: Lab['applies'][number]): number {
  return Date.parse(b.requestedAt) - Date.parse(a.requestedAt) || b.revision - a.revision;
}

function put<T extends { readonly id: string }>(items: readonly T[], item: T): T[] {
  const index = items.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}
