import {
  type HostChoice,
  chooseHost,
  isPlacedByContainer,
  type Lab,
  type HostCandidate,
} from '@pineapple/core';
import { type HostRecord, MissingRowError } from '@pineapple/store';
import { findCandidates, findLikelyCandidates, preferenceOf } from './candidates.ts';
import { growSingleHost } from './grow-single-host.ts';
import { placeMultiHost, type PlacementAttempt, type PlacementOutcome } from './place-multi-host.ts';
import type { ApplyLabPorts } from './ports.ts';

/** How often other invocations may place the lab first. */
const maxAttempts = 10;

/**
 * Returns the placement of a lab, and chooses hosts for the lab or its containers if they have none. Of concurrent
 * invocations the first one wins. A lab that was forgotten meanwhile is not placed, so that no orphans appear.
 *
 * @param host - A host that was read with the lab, which is likely the one that it is on; null if none was.
 */
export async function placeLab(
  first: Lab,
  ports: ApplyLabPorts,
  host: HostRecord | null = null,
): Promise<PlacementOutcome> {
  let lab: Lab | null = first;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    if (lab === null) return { kind: 'gone' };
    const outcome = await tryToPlace(lab, ports, attempt === 0 ? host : null);
    if (outcome.kind !== 'placed-by-others') return outcome;
    lab = await ports.labs.get(first.id, { consistent: true });
  }
  throw new Error(`Lab ${first.id} was placed by other invocations ${maxAttempts} times in a row.`);
}

async function tryToPlace(
  lab: Lab,
  ports: ApplyLabPorts,
  host: HostRecord | null,
): Promise<PlacementAttempt> {
  if (lab.deletedAt)
    return lab.placement.hosts.length > 0 ? { kind: 'placed', lab } : forgetUnplaced(lab, ports);
  if (isPlacedByContainer(lab)) return placeMultiHost(lab, {}, ports);
  const [hostId] = lab.placement.hosts;
  if (hostId === undefined) return placeSingleHost(lab, ports);
  return growSingleHost(lab, host?.hostId === hostId ? host : await ports.hosts.get(hostId), ports);
}

async function placeSingleHost(lab: Lab, ports: ApplyLabPorts): Promise<PlacementAttempt> {
  const choice = await chooseSingleHost(lab, ports);
  if (choice.kind === 'none') {
    // Several hosts together may have the capacity that none has alone.
    const multiHost = choice.full ? await placeMultiHost(lab, {}, ports) : null;
    return multiHost !== null && multiHost.kind !== 'no-host'
      ? multiHost
      : { kind: 'no-host', reason: choice.reason };
  }
  try {
    const stored = await ports.labs.place(lab.id, choice.hostId);
    if (isPlacedByContainer(stored)) return { kind: 'placed-by-others' };
    const { placement } = stored;
    if (placement.hosts[0] === choice.hostId) await ports.hosts.expect(choice.hostId, lab.containers.length);
    return { kind: 'placed', lab: { ...lab, placement } };
  } catch (error) {
    if (error instanceof MissingRowError) return { kind: 'gone' };
    throw error;
  }
}

async function chooseSingleHost(lab: Lab, ports: ApplyLabPorts): Promise<HostChoice> {
  const choose = ({ candidates }: { readonly candidates: readonly HostCandidate[] }): HostChoice =>
    chooseHost(lab.containers.length, candidates, preferenceOf(lab));
  const likely = await findLikelyCandidates(lab, ports);
  if ('reason' in likely) return { kind: 'none', reason: likely.reason, full: false };
  const choice = choose(likely);
  if (choice.kind === 'host') return choice;
  const all = await findCandidates(ports);
  return 'reason' in all ? { kind: 'none', reason: all.reason, full: false } : choose(all);
}

async function forgetUnplaced(lab: Lab, ports: ApplyLabPorts): Promise<PlacementAttempt> {
  await ports.files.removeAll(lab.id);
  return (await ports.labs.purge(lab.id, { placedOn: null }))
    ? { kind: 'gone' }
    : { kind: 'placed-by-others' };
}
