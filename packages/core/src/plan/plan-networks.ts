import type { HostManifest, ManifestNetwork, ManifestOverlay } from '../host-manifest/host-manifest.ts';
import type { ActualLab, ActualNetwork } from './actual-lab.ts';
import type { StepList } from './step-list.ts';

/** What happens to each of the lab's networks. */
interface NetworkFates {
  /** Desired, present and correct. */
  readonly kept: ReadonlyMap<string, ActualNetwork>;
  readonly removed: readonly { readonly network: ActualNetwork; readonly reason: string }[];
  readonly created: readonly { readonly network: ManifestNetwork; readonly reason: string }[];
  /** Ids of networks that are removed or rebuilt. Their containers must be disconnected first. */
  readonly released: ReadonlySet<string>;
}

function mismatch(desired: ManifestNetwork, actual: ActualNetwork): string | null {
  if (desired.ipv4Subnet !== actual.ipv4Subnet)
    return `its subnet is ${actual.ipv4Subnet ?? 'none'} instead of ${desired.ipv4Subnet ?? 'none'}`;
  if (desired.internet !== actual.internet)
    return desired.internet ? 'it lacks egress' : 'it has egress and should not';
  return null;
}

/** Why the overlay of a network that stays must change; null if it is correct. */
function overlayMismatch(wanted: ManifestOverlay | null, actual: ManifestOverlay | null): string | null {
  if (!wanted) return actual ? 'it reaches other hosts, but the lab is on this host only' : null;
  if (!actual) return "it does not reach the lab's other hosts";
  if (wanted.vni !== actual.vni) return `its VXLAN identifier is ${actual.vni} instead of ${wanted.vni}`;
  const [to, from] = [wanted, actual].map(({ peers }) => peers.toSorted().join(', '));
  if (to !== from) return `the lab's other hosts are ${to || 'none'} instead of ${from || 'none'}`;
  if (wanted.gatewayHere === actual.gatewayHere) return null;
  return wanted.gatewayHere ? 'its egress moves to this host' : 'its egress moves to another host';
}

/** Decides which networks are kept, removed and created. */
export function decideNetworks(desired: HostManifest, actual: ActualLab): NetworkFates {
  const kept = new Map<string, ActualNetwork>();
  const removed: { network: ActualNetwork; reason: string }[] = [];
  const wanted = new Map(desired.networks.map((network) => [network.id, network]));
  for (const network of actual.networks) {
    const match = wanted.get(network.id);
    const wrong = match ? mismatch(match, network) : 'the lab has no such network';
    if (wrong) removed.push({ network, reason: wrong });
    else if (kept.has(network.id)) removed.push({ network, reason: 'there are two of this network' });
    else kept.set(network.id, network);
  }
  const released = new Set(removed.map(({ network }) => network.id));
  // Docker lists a container's networks by name only. If two have one name, their containers can't be told apart, so
  // both are removed.
  for (const id of released) {
    const twin = kept.get(id);
    if (!twin) continue;
    kept.delete(id);
    removed.push({ network: twin, reason: 'there are two of this network' });
  }
  const created = desired.networks
    .filter((network) => !kept.has(network.id))
    .map((network) => ({
      network,
      reason: released.has(network.id) ? 'it is recreated' : 'the host does not have it',
    }));
  return { kept, removed, created, released };
}

/** Adds the network steps. Returns the ids of the steps that create a network or change its overlay, by network id. */
export function planNetworks(
  desired: HostManifest,
  fates: NetworkFates,
  list: StepList,
): ReadonlyMap<string, string> {
  const removals = new Map<string, string[]>();
  for (const { network, reason } of fates.removed) {
    const step = list.add({
      action: 'remove-network',
      subject: network.id,
      key: network.key,
      reason,
      disruption: 'none',
      after: list.detaching(network.id),
    });
    removals.set(network.id, [...(removals.get(network.id) ?? []), step]);
  }
  const makers = new Map<string, string>();
  for (const { network, reason } of fates.created) {
    const step = list.add({
      action: 'create-network',
      subject: network.id,
      key: null,
      reason,
      disruption: 'none',
      after: removals.get(network.id) ?? [],
    });
    makers.set(network.id, step);
  }
  for (const { id, overlay } of desired.networks) {
    const actual = fates.kept.get(id);
    const reason = actual ? overlayMismatch(overlay, actual.overlay) : null;
    if (!actual || reason === null) continue;
    const step = list.add({
      action: 'change-overlay',
      subject: id,
      key: actual.key,
      reason,
      disruption: 'live',
    });
    makers.set(id, step);
  }
  return makers;
}
