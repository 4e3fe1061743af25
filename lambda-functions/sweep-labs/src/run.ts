import { inParallel } from './in-parallel.ts';
import type { SweepFigures, SweepPorts } from './ports.ts';
import { sweepAccounts } from './sweep-accounts.ts';
import { sweepHosts } from './sweep-hosts.ts';
import { sweepLab } from './sweep-lab.ts';

/** Labs younger than this are on their way in the ordinary manner. */
const graceMs = 30_000;

/** Each lab costs a few calls, some to Systems Manager, which throttles early. */
const atOnce = 8;

/**
 * Finds labs whose host does not match them for a while, and gets them going again; hosts that are dead; and what is
 * left of accounts.
 */
export async function run(ports: SweepPorts): Promise<SweepFigures> {
  await sweepAccounts(ports);
  const hosts = await sweepHosts(ports);
  const olderThan = new Date(ports.now().getTime() - graceMs).toISOString();
  const labs = await ports.labs.listUnsettled(olderThan);
  const outcomes = await inParallel(labs, atOnce, async (lab) => {
    try {
      return await sweepLab(lab, ports);
    } catch (error) {
      ports.log('error', 'A lab could not be swept.', { labId: lab.id, error: String(error) });
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
  if (labs.length > 0) ports.log('info', 'Labs were swept.', { ...figures });
  return figures;
}
