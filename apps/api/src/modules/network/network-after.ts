import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { NetworkModel } from '../../live-lab/network-model.ts';

/** The network in the lab right after an edit of it. */
export function networkAfter(snapshot: LabSnapshot, networkId: string): NetworkModel {
  const network = snapshot.network(networkId);
  if (network === null) throw new Error(`Network ${networkId} is not in the lab after an edit of it`);
  return network;
}
