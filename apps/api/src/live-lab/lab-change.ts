import { isDeepStrictEqual } from 'node:util';
import type { ApplyModel } from './apply-model.ts';
import type { ContainerModel, LabSnapshot, NetworkModel } from './lab-snapshot.ts';

/** A change in a lab, as its listeners get it. */
export type LabChange =
  | { readonly kind: 'lab'; readonly lab: LabSnapshot }
  | { readonly kind: 'network'; readonly network: NetworkModel }
  | { readonly kind: 'network-gone'; readonly networkId: string }
  | { readonly kind: 'container'; readonly container: ContainerModel }
  /** With the container's last state. Its phase is DELETED if the host reported that. */
  | { readonly kind: 'container-gone'; readonly container: ContainerModel }
  | { readonly kind: 'apply'; readonly apply: ApplyModel }
  /** The owner deleted the lab. Its host may still be removing containers. */
  | { readonly kind: 'lab-deleted'; readonly lab: LabSnapshot };

/** All differences between two snapshots of a lab. A deletion of the lab comes last. */
export function compareSnapshots(before: LabSnapshot, after: LabSnapshot): LabChange[] {
  const deleted = before.desired.deletedAt === null && after.desired.deletedAt !== null;
  const changes: LabChange[] = [];
  if (!deleted && after.revision !== before.revision) changes.push({ kind: 'lab', lab: after });
  const containers = [...ids(before.containers, after.containers)].flatMap((id) =>
    compareContainer(before, after, id),
  );
  const networks = [...ids(before.networks, after.networks)].flatMap((id) =>
    compareNetwork(before, after, id),
  );
  // New networks come before the containers on them, and deleted networks after.
  const present = networks.filter(({ kind }) => kind === 'network');
  const gone = networks.filter(({ kind }) => kind !== 'network');
  changes.push(...present, ...containers, ...gone);
  if (deleted) changes.push({ kind: 'lab-deleted', lab: after });
  return changes;
}

export function compareContainer(before: LabSnapshot, after: LabSnapshot, id: string): LabChange[] {
  const old = before.container(id);
  const now = after.container(id);
  if (now === null) return old === null ? [] : [{ kind: 'container-gone', container: last(old, after) }];
  const same =
    old !== null &&
    isDeepStrictEqual(old.desired, now.desired) &&
    // It may follow from other containers.
    old.defaultGateway === now.defaultGateway &&
    isDeepStrictEqual(old.observed, now.observed);
  return same ? [] : [{ kind: 'container', container: now }];
}

export function compareNetwork(before: LabSnapshot, after: LabSnapshot, id: string): LabChange[] {
  const old = before.network(id);
  const now = after.network(id);
  if (now === null) return old === null ? [] : [{ kind: 'network-gone', networkId: id }];
  return old !== null && facts(old) === facts(now) ? [] : [{ kind: 'network', network: now }];
}

function last(container: ContainerModel, after: LabSnapshot): ContainerModel {
  const row = after.observations.get(container.id);
  if (row?.kind !== 'container') return container;
  return container.withReport(row);
}

function facts(network: NetworkModel): string {
  const { name, phase, reason, ipv4Subnet, ipv6Subnet, mtu, internet, interfaces, position } = network;
  const links = interfaces.map((link) => [
    link.container.id,
    link.name,
    link.ipv4Address,
    link.ipv6Address,
    link.macAddress,
    link.quality,
  ]);
  return JSON.stringify([name, phase, reason, ipv4Subnet, ipv6Subnet, mtu, internet, links, position]);
}

function ids(...lists: (readonly { readonly id: string }[])[]): Set<string> {
  return new Set(lists.flat().map(({ id }) => id));
}
