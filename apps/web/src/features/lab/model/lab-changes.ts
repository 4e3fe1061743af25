import type { LabChangesSubscription } from '../../../generated/graphql.ts';
import type { Lab } from './lab.ts';

export type LabChange = LabChangesSubscription['labChanges'];

const appliesKept = 10;

/** Whether a change adds or takes out something. All else the cache has merged by id already. */
export function changesLists(lab: Lab, change: LabChange): boolean {
  const knows = (items: readonly { readonly id: string }[], id: string): boolean =>
    items.some((item) => item.id === id);
  switch (change.__typename) {
    case 'LabUpdated':
    case 'LabDeleted':
      return false;
    case 'NetworkChanged':
      return !knows(lab.networks, change.network.id);
    case 'NetworkDeleted':
      return knows(lab.networks, change.networkId);
    case 'ContainerChanged':
      return !knows(lab.containers, change.container.id);
    case 'ContainerDeleted':
      return knows(lab.containers, change.containerId);
    case 'ApplyChanged':
      return !knows(lab.applies, change.apply.id);
  }
}

/**
 * The lab after a change. Fields of what is known already are merged by the cache by id; this adds what is new
 * and takes out what is gone, so a change that comes twice, or late, does no harm.
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
      const isKnown = lab.applies.some(({ id }) => id === change.apply.id);
      const applies = isKnown ? put(lab.applies, change.apply) : [change.apply, ...lab.applies];
      return { ...lab, applies: applies.slice(0, appliesKept) };
    }
  }
}

function put<T extends { readonly id: string }>(items: readonly T[], item: T): T[] {
  const index = items.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}
