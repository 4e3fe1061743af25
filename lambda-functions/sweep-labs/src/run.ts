import { inParallel } from './in-parallel.ts';
import type { SweepFigures, SweepPorts } from './ports.ts';
import { sweepAccounts } from './sweep-accounts.ts';
import { sweepHosts } from './sweep-hosts.ts';
import { sweepSnapshots } from './sweep-snapshots.ts';
import { sweepLab } from './sweep-lab.ts';

/** Labs that changed less than this ago are still being applied. */
const graceMs = 30_000;

/** Each lab takes a few calls, and Systems Manager throttles early. */
const atOnce = 8;

/** Repairs labs that have not converged for a while, marks silent hosts as lost, and cleans up after deleted accounts and snapshots. */
export async function run(ports: SweepPorts): Promise<SweepFigures> {
  await sweepAccounts(ports);
  await sweepSnapshots(ports);
  const hosts = await sweepHosts(ports);
  const olderThan = new Date(ports.now().getTime() - graceMs).toISOString();
  const labs = await ports.labs.listUnconverged(olderThan);
  const outcomes = await inParallel(labs, atOnce, async (lab) => {
    try {
      return await sweepLab(lab, ports);
    } catch (error) {
      ports.log('error', 'could not sweep a lab', { labId: lab.id, error: String(error) });
      throw error;
    }
  });
  const swept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const figures: SweepFigures = {
    examined: labs.length,
    repaired: swept.filter((lab) => lab.repaired).length,
    reapplied: swept.filter((lab) => lab.reapplied).length,
    failed: labs.length - swept.length,
    ...hosts,
  };
  if (labs.length > 0) ports.log('info', 'swept labs', { ...figures });
  return figures;
}
