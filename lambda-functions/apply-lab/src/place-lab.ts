import { type Choice, chooseHost, isPlacedByContainer, type Lab, type WideCandidate } from '@pineapple/core';
import { MissingRowError } from '@pineapple/store';
import { findCandidates, findLikelyCandidates, preferenceOf } from './candidates.ts';
import { growWhole } from './grow-whole.ts';
import { placeWide } from './place-wide.ts';
import type { Attempt, Placement } from './placement.ts';
import type { ApplyLabPorts } from './ports.ts';

/** Others place the same lab at the same time at most this often in a row. */
const maxAttempts = 10;

/**
 * Where a lab is; chosen now if it has no host yet, and for the containers that have none. Of two functions that place a
 * lab at once the first wins, and one that would place a lab after it is forgotten can't: nothing is left over on a host.
 */
export async function placeLab(first: Lab, ports: ApplyLabPorts): Promise<Placement> {
  let lab: Lab | null = first;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    if (lab === null) return { kind: 'gone' };
    const outcome = await tryToPlace(lab, ports);
    if (outcome.kind !== 'placed-by-others') return outcome;
    lab = await ports.labs.get(first.id, { consistent: true });
  }
  throw new Error(`Lab ${first.id} was placed by others ${maxAttempts} times while it was to be placed.`);
}

async function tryToPlace(lab: Lab, ports: ApplyLabPorts): Promise<Attempt> {
  if (lab.deletedAt)
    return lab.placement.hosts.length > 0 ? { kind: 'placed', lab } : forgetUnplaced(lab, ports);
  if (isPlacedByContainer(lab)) return placeWide(lab, {}, ports);
  const [hostId] = lab.placement.hosts;
  return hostId === undefined ? placeWhole(lab, ports) : growWhole(lab, hostId, ports);
}

async function placeWhole(lab: Lab, ports: ApplyLabPorts): Promise<Attempt> {
  const choice = await chooseWhole(lab, ports);
  if (choice.kind === 'none') {
    // Together they may have the room that none has alone.
    const wide = choice.full ? await placeWide(lab, {}, ports) : null;
    return wide !== null && wide.kind !== 'no-host' ? wide : { kind: 'no-host', reason: choice.reason };
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

async function chooseWhole(lab: Lab, ports: ApplyLabPorts): Promise<Choice> {
  const choose = ({ candidates }: { readonly candidates: readonly WideCandidate[] }): Choice =>
    chooseHost(lab.containers.length, candidates, preferenceOf(lab));
  const likely = await findLikelyCandidates(lab, ports);
  if ('reason' in likely) return { kind: 'none', reason: likely.reason, full: false };
  const choice = choose(likely);
  if (choice.kind === 'host') return choice;
  const all = await findCandidates(ports);
  return 'reason' in all ? { kind: 'none', reason: all.reason, full: false } : choose(all);
}

async function forgetUnplaced(lab: Lab, ports: ApplyLabPorts): Promise<Attempt> {
  return (await ports.labs.purge(lab.id, { placedOn: null }))
    ? { kind: 'gone' }
    : { kind: 'placed-by-others' };
}
