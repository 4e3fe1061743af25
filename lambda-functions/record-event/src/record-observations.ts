import type { ObservationsReported } from '@pineapple/contracts';
import { hostOfSubject, parseId, subjectId, type Lab, type Observation } from '@pineapple/core';
import { foldReports, type Folded } from './fold-reports.ts';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';

/** More concurrent writers of one row indicate a fault. Lambda retries the event later. */
const maxAttempts = 20;

/**
 * Merges a host's reports into the stored observations and publishes the changes. Subjects are processed in parallel, the
 * reports of one subject in order.
 */
export async function recordObservations(
  reported: ObservationsReported,
  ports: RecordEventPorts,
): Promise<Recorded> {
  const { hostId, observations } = reported;
  const credible = observations.filter((observation) => isCredible(observation, hostId));
  const byLab = Map.groupBy(credible, (observation) => observation.labId);
  const results = await Promise.allSettled(
    Array.from(byLab, ([labId, ofLab]) => recordLab(labId, hostId, ofLab, ports)),
  );
  const faults = results
    .filter((result) => result.status === 'rejected')
    .map((result) => result.reason as unknown);
  if (faults.length > 0) {
    // Lambda logs and queues the message only, without the causes.
    const reasons = [...new Set(faults.map(String))].join('; ');
    throw new AggregateError(faults, `Some reports of ${hostId} could not be recorded: ${reasons}`);
  }

  const refused = results.flatMap((result) =>
    result.status === 'fulfilled' && result.value ? [result.value] : [],
  );
  const incredible = observations.length - credible.length;
  if (incredible > 0)
    refused.push(`${incredible} report(s) of ${hostId} name a host or lab that is not their own.`);
  return refused.length > 0 ? dropped(refused.join(' ')) : recorded;
}

/** @returns Why the host may not report on this lab; null if it may. */
async function recordLab(
  labId: string,
  hostId: string,
  observations: readonly Observation[],
  ports: RecordEventPorts,
): Promise<string | null> {
  const subjects = Array.from(Map.groupBy(observations, subjectId));
  const ids = subjects.map(([id]) => id);
  const [lab, rows] = await Promise.all([
    ports.labs.get(labId, { consistent: true }),
    ports.observations.getMany(labId, ids),
  ]);
  if (!lab) return `Lab ${labId}, which ${hostId} reported on, does not exist.`;
  const lastReportedBy = (id: string): string | null => rows.get(id)?.hostId ?? null;
  const own = subjects.filter(([id, [first]]) => {
    return first !== undefined && hostOfSubject(lab, first, lastReportedBy(id)) === hostId;
  });

  const results = await Promise.allSettled(
    own.map(([id, reports]) => recordSubject(lab, id, reports, rows.get(id) ?? null, ports)),
  );
  const fault = results.find((result) => result.status === 'rejected');
  if (fault) throw fault.reason;
  return whyRefused(lab, hostId, subjects.length - own.length, subjects);
}

/** Every host of a multi-host lab reports all its networks. Only the first host's count, which is not an error. */
function whyRefused(
  lab: Lab,
  hostId: string,
  refused: number,
  subjects: readonly (readonly [string, readonly Observation[]])[],
): string | null {
  if (refused === 0) return null;
  if (!lab.placement.hosts.includes(hostId))
    return `Lab ${lab.id} is not placed on ${hostId}, which reported on it.`;
  const networks = subjects.filter(([, [first]]) => first?.kind === 'network').length;
  if (lab.placement.hosts[0] !== hostId && refused === networks) return null;
  return `Lab ${lab.id} has containers that are not on ${hostId}, which reported on them.`;
}

async function recordSubject(
  lab: Lab,
  id: string,
  reports: readonly Observation[],
  first: Observation | null,
  ports: RecordEventPorts,
): Promise<void> {
  const desired = [...lab.containers, ...lab.networks].some((subject) => subject.id === id);
  let stored = first;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const folded = foldReports(desired, stored, reports);
    if (await commit(lab.id, id, stored, folded, ports)) return;
    stored = await ports.observations.get(lab.id, id);
  }
  throw new Error(`The row of ${id} was changed ${maxAttempts} times while a report was merged into it.`);
}

/** @returns False after a concurrent write. Receivers then ignore the published messages as outdated. */
async function commit(
  labId: string,
  id: string,
  stored: Observation | null,
  folded: Folded,
  ports: RecordEventPorts,
): Promise<boolean> {
  if (typeof folded.store === 'object') {
    const written = await ports.observations.put(folded.store.put, stored?.version ?? 0);
    if (!written) return false;
  }
  // The bus keeps the order of the calls, so they need not be awaited one by one.
  await Promise.all(
    folded.rows.map((observation) => ports.publish({ type: 'observed', labId, observation })),
  );
  if (folded.store === 'remove') {
    const removed = await ports.observations.remove(labId, id, stored?.version ?? 0);
    if (!removed) return false;
  }
  if (folded.gone) {
    const { hostId, sequence } = folded.gone;
    await ports.publish({ type: 'gone', labId, subjectId: id, last: { hostId, sequence } });
  }
  return true;
}

/** A host may report for itself only, and only on subjects whose id belongs to the lab. */
function isCredible(observation: Observation, hostId: string): boolean {
  const id = parseId(subjectId(observation));
  return observation.hostId === hostId && id?.kind === observation.kind && id.labId === observation.labId;
}
