import type { LabInterface } from '../lab-nodes.ts';
import type { ActualContainer } from './actual-lab.ts';
import {
  type ContainerFate,
  type ContainerFates,
  decidePower,
  interfaceMismatch,
} from './decide-containers.ts';
import type { StepList } from './step-list.ts';

/** The steps that one container's attachments wait for, and the attachments to make. */
interface Attachments {
  readonly stopStep: string | null;
  readonly disconnected: readonly string[];
  readonly missing: readonly { readonly wanted: LabInterface; readonly reason: string }[];
}

/** Adds the steps that remove containers. */
export function planRemovals(fates: ContainerFates, list: StepList): ReadonlyMap<string, readonly string[]> {
  const removals = new Map<string, string[]>();
  for (const { container, reason, replaced } of fates.removed) {
    const step = list.add({
      action: 'remove-container',
      subject: container.id,
      key: container.key,
      reason,
      disruption: replaced ? 'recreate' : 'none',
    });
    for (const { networkId, ipv4Address } of container.interfaces) list.frees(networkId, ipv4Address, step);
    removals.set(container.id, [...(removals.get(container.id) ?? []), step]);
  }
  return removals;
}

/** Adds the steps that stop a container and disconnect it from networks that it should leave. */
export function planReleases(
  fate: ContainerFate,
  released: ReadonlySet<string>,
  list: StepList,
): Attachments {
  const { desired, actual } = fate;
  if (!actual) {
    return {
      stopStep: null,
      disconnected: [],
      missing: desired.interfaces.map((wanted) => ({ wanted, reason: fate.reason })),
    };
  }
  const power = decidePower(desired, actual);
  const stopStep =
    power?.action === 'stop'
      ? list.add({
          action: 'stop',
          subject: desired.id,
          key: actual.key,
          reason: power.reason,
          disruption: 'restart',
        })
      : null;
  const reasons = new Map<string, string>();
  const disconnected = planDisconnects(fate, actual, { released, stopStep, reasons }, list);
  const held = new Set(actual.interfaces.map(({ networkId }) => networkId));
  const missing = desired.interfaces
    .filter(({ networkId }) => !held.has(networkId) || reasons.has(networkId))
    .map((wanted) => ({ wanted, reason: reasons.get(wanted.networkId) ?? 'it is not on this network yet' }));
  return { stopStep, disconnected, missing };
}

function planDisconnects(
  { desired }: ContainerFate,
  actual: ActualContainer,
  given: { released: ReadonlySet<string>; stopStep: string | null; reasons: Map<string, string> },
  list: StepList,
): string[] {
  const wanted = new Map(desired.interfaces.map((entry) => [entry.networkId, entry]));
  const steps: string[] = [];
  for (const held of actual.interfaces) {
    const reason =
      interfaceMismatch(wanted.get(held.networkId), held) ??
      (given.released.has(held.networkId) ? 'the network is recreated' : null);
    if (!reason) continue;
    given.reasons.set(held.networkId, reason);
    const step = list.add({
      action: 'disconnect',
      subject: desired.id,
      networkId: held.networkId,
      key: actual.key,
      reason,
      disruption: actual.state === 'running' ? 'live' : 'none',
      after: given.stopStep ? [given.stopStep] : [],
    });
    list.frees(held.networkId, held.ipv4Address, step);
    steps.push(step);
  }
  return steps;
}

/** Adds the steps that create a container, connect it and start it. */
export function planArrival(
  fate: ContainerFate,
  attachments: Attachments,
  given: { removals: readonly string[]; makers: ReadonlyMap<string, string> },
  list: StepList,
): void {
  const { desired, actual } = fate;
  const needs = ({ networkId, ipv4Address }: LabInterface): string[] => {
    const maker = given.makers.get(networkId);
    return [...(maker ? [maker] : []), ...list.freeing(networkId, ipv4Address)];
  };
  let previous = attachments.disconnected.at(-1) ?? attachments.stopStep;
  let pending = attachments.missing;
  if (!actual) {
    const first = pending[0]?.wanted;
    previous = list.add({
      action: 'create-container',
      subject: desired.id,
      key: null,
      reason: fate.reason,
      disruption: given.removals.length > 0 ? 'recreate' : 'none',
      after: [...given.removals, ...(first ? needs(first) : [])],
    });
    pending = pending.slice(1);
  }
  for (const { wanted, reason } of pending) {
    previous = list.add({
      action: 'connect',
      subject: desired.id,
      networkId: wanted.networkId,
      key: actual?.key ?? null,
      reason,
      disruption: actual?.state === 'running' ? 'live' : 'none',
      // One after another, so that the interfaces get the order that they have in the lab.
      after: [...(previous ? [previous] : []), ...attachments.disconnected, ...needs(wanted)],
    });
  }
  const power = decidePower(desired, actual);
  if (!power || power.action === 'stop') return;
  list.add({
    action: power.action,
    subject: desired.id,
    key: actual?.key ?? null,
    reason: power.reason,
    disruption: power.action === 'restart' ? 'restart' : 'none',
    after: [...(previous ? [previous] : []), ...attachments.disconnected],
  });
}
