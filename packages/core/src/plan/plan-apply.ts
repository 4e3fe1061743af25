import type { HostManifest } from '../host-manifest/host-manifest.ts';
import type { ActualLab } from './actual-lab.ts';
import { decideContainers } from './decide-containers.ts';
import { planArrival, planReleases, planRemovals } from './plan-containers.ts';
import { planNetworkRemovals, planNetworks } from './plan-networks.ts';
import type { Plan } from './plan.ts';
import { StepList } from './step-list.ts';
import { wiresOf } from './wire.ts';

/**
 * The plan that makes a host match a desired lab: first removals and disconnects, then networks, then containers and
 * connections. After the plan was applied, planning again gives no steps.
 */
export function planApply(desired: HostManifest, actual: ActualLab): Plan {
  const lab = desired.removed ? { ...desired, networks: [], containers: [] } : desired;
  const list = new StepList();
  const fates = decideContainers(lab, actual);
  const removals = planRemovals(fates, list);
  const wanted = fates.wanted.map((fate) => {
    const wires = wiresOf(lab, fate.desired);
    return { fate, wires, releases: planReleases(fate, wires, list) };
  });
  planNetworkRemovals(lab, actual, list);
  const makers = planNetworks(lab, actual, list);
  for (const { fate, wires, releases } of wanted)
    planArrival(fate, wires, releases, { removals: removals.get(fate.desired.id) ?? [], makers }, list);
  const held = fates.wanted.flatMap(({ desired: { id }, held: reason }) =>
    reason === null ? [] : [[id, reason] as const],
  );
  return { steps: list.steps, held: new Map(held) };
}
