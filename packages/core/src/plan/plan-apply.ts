import type { HostManifest } from '../host-manifest/host-manifest.ts';
import type { ActualLab } from './actual-lab.ts';
import { decideContainers } from './decide-containers.ts';
import { planArrival, planReleases, planRemovals } from './plan-containers.ts';
import { decideNetworks, planNetworks } from './plan-networks.ts';
import type { Plan } from './plan.ts';
import { StepList } from './step-list.ts';

/**
 * The plan that makes a host match a desired lab: first removals and disconnects, then networks, then containers and
 * connections. After the plan was applied, planning again gives no steps.
 */
export function planApply(desired: HostManifest, actual: ActualLab): Plan {
  const lab = desired.removed ? { ...desired, networks: [], containers: [] } : desired;
  const list = new StepList();
  const networkFates = decideNetworks(lab, actual);
  const containerFates = decideContainers(lab, actual);
  const removals = planRemovals(containerFates, list);
  const attachments = containerFates.wanted.map((fate) => planReleases(fate, networkFates.released, list));
  const makers = planNetworks(lab, networkFates, list);
  for (const [index, fate] of containerFates.wanted.entries()) {
    const own = attachments[index];
    if (own) planArrival(fate, own, { removals: removals.get(fate.desired.id) ?? [], makers }, list);
  }
  return { steps: list.steps };
}
