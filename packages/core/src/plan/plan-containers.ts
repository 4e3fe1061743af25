import type { ContainerFate, ContainerFates } from './decide-containers.ts';
import type { StepList } from './step-list.ts';
import { type Wire, wireMismatch } from './wire.ts';

/** What was decided about one container's interfaces, before the steps that make them. */
interface Releases {
  /** The steps that must end before interfaces are made. */
  readonly steps: readonly string[];
  /** Interfaces that a running container lacks; all of them if the container does not run. */
  readonly missing: readonly { readonly wire: Wire; readonly reason: string }[];
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
    for (const wire of container.interfaces) list.frees(wire, step);
    removals.set(container.id, [...(removals.get(container.id) ?? []), step]);
  }
  return removals;
}

/** Adds the steps that stop a container, or that remove interfaces from it while it runs. */
export function planReleases(fate: ContainerFate, wires: readonly Wire[], list: StepList): Releases {
  const { desired, actual, power } = fate;
  const all = wires.map((wire) => ({ wire, reason: fate.reason }));
  if (!actual) return { steps: [], missing: all };
  if (power?.action === 'stop') return { steps: [planStop(fate, power.reason, list)], missing: [] };
  if (actual.state !== 'running') return { steps: [], missing: all };
  const wanted = new Map(wires.map((wire) => [wire.networkId, wire]));
  const wrong = new Map<string, string>();
  const steps: string[] = [];
  for (const held of actual.interfaces) {
    const reason = wireMismatch(wanted.get(held.networkId), held);
    if (!reason) continue;
    wrong.set(held.networkId, reason);
    const step = list.add({
      action: 'disconnect',
      subject: desired.id,
      networkId: held.networkId,
      key: actual.key,
      reason,
      disruption: 'live',
    });
    list.frees(held, step);
    steps.push(step);
  }
  const held = new Set(actual.interfaces.map(({ networkId }) => networkId));
  const missing = wires
    .filter(({ networkId }) => !held.has(networkId) || wrong.has(networkId))
    .map((wire) => ({ wire, reason: wrong.get(wire.networkId) ?? 'it is not on this network yet' }));
  return { steps, missing };
}

function planStop({ desired, actual }: ContainerFate, reason: string, list: StepList): string {
  const step = list.add({
    action: 'stop',
    subject: desired.id,
    key: actual?.key ?? null,
    reason,
    disruption: 'restart',
  });
  for (const wire of actual?.interfaces ?? []) list.frees(wire, step);
  return step;
}

/** Adds the steps that create a container, rename or connect it while it runs, or start it with all its interfaces. */
export function planArrival(
  fate: ContainerFate,
  wires: readonly Wire[],
  { steps, missing }: Releases,
  given: { removals: readonly string[]; makers: ReadonlyMap<string, string> },
  list: StepList,
): void {
  const { desired, actual, power } = fate;
  // One that is not there yet is made when it may start.
  if (!actual && fate.held !== null) return;
  const needs = (needed: readonly Wire[]): string[] =>
    needed.flatMap((wire) => {
      const maker = given.makers.get(wire.networkId);
      return [...(maker ? [maker] : []), ...list.freeing(wire)];
    });
  const creation = actual
    ? []
    : [
        list.add({
          action: 'create-container',
          subject: desired.id,
          key: null,
          reason: fate.reason,
          disruption: given.removals.length > 0 ? 'recreate' : 'none',
          after: given.removals,
        }),
      ];
  if (power?.action === 'stop') return;
  if (power) {
    list.add({
      action: power.action,
      subject: desired.id,
      key: actual?.key ?? null,
      reason: power.reason,
      disruption: power.action === 'restart' ? 'restart' : 'none',
      after: [...creation, ...steps, ...needs(wires)],
    });
    return;
  }
  if (actual?.state !== 'running') return;
  if (actual.name !== desired.name) {
    list.add({
      action: 'rename',
      subject: desired.id,
      key: actual.key,
      reason: `its name is ${actual.name} instead of ${desired.name}`,
      disruption: 'live',
    });
  }
  for (const { wire, reason } of missing) {
    list.add({
      action: 'connect',
      subject: desired.id,
      networkId: wire.networkId,
      key: actual.key,
      reason,
      disruption: 'live',
      after: [...steps, ...needs([wire])],
    });
  }
}
