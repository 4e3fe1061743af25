import type { HostManifest, ManifestNetwork, ManifestOverlay } from '../host-manifest/host-manifest.ts';
import type { ActualLab, ActualNetwork } from './actual-lab.ts';
import type { StepList } from './step-list.ts';

/** Why an existing network must change; null if it is correct. */
function mismatch(wanted: ManifestNetwork, actual: ActualNetwork): string | null {
  for (const family of ['ipv4Subnet', 'ipv6Subnet'] as const)
    if (wanted[family] !== actual[family])
      return `its subnet is ${actual[family] ?? 'none'} instead of ${wanted[family] ?? 'none'}`;
  if (wanted.mtu !== actual.mtu) return `its MTU is ${actual.mtu} instead of ${wanted.mtu}`;
  if (wanted.internet !== actual.internet)
    return wanted.internet ? 'it lacks egress' : 'it has egress and should not';
  return overlayMismatch(wanted.overlay, actual.overlay);
}

function overlayMismatch(wanted: ManifestOverlay | null, actual: ManifestOverlay | null): string | null {
  if (!wanted) return actual ? 'it reaches other hosts, but the lab is on this host only' : null;
  if (!actual) return "it does not reach the lab's other hosts";
  if (wanted.vni !== actual.vni) return `its VXLAN identifier is ${actual.vni} instead of ${wanted.vni}`;
  const [to, from] = [wanted, actual].map(({ peers }) => peers.toSorted().join(', '));
  if (to !== from) return `the lab's other hosts are ${to || 'none'} instead of ${from || 'none'}`;
  if (wanted.gatewayHere === actual.gatewayHere) return null;
  return wanted.gatewayHere ? 'its egress moves to this host' : 'its egress moves to another host';
}

/** Adds the steps that remove networks, once the containers have left them. */
export function planNetworkRemovals(desired: HostManifest, actual: ActualLab, list: StepList): void {
  const wanted = new Set(desired.networks.map(({ id }) => id));
  for (const { id } of actual.networks) {
    if (wanted.has(id)) continue;
    list.add({
      action: 'remove-network',
      subject: id,
      key: null,
      reason: 'the lab has no such network',
      disruption: 'none',
      after: list.detaching(id),
    });
  }
}

/** Adds the steps that create or change networks. Returns the ids of these steps, by network id. */
export function planNetworks(
  desired: HostManifest,
  actual: ActualLab,
  list: StepList,
): ReadonlyMap<string, string> {
  const present = new Map(actual.networks.map((network) => [network.id, network]));
  const makers = new Map<string, string>();
  for (const network of desired.networks) {
    const found = present.get(network.id);
    const reason = found ? mismatch(network, found) : 'the host does not have it';
    if (reason === null) continue;
    const step = list.add({
      action: found ? 'change-network' : 'create-network',
      subject: network.id,
      key: null,
      reason,
      disruption: found ? 'live' : 'none',
    });
    makers.set(network.id, step);
  }
  return makers;
}
