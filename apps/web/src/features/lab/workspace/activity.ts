import { containerPhaseWords, networkPhaseWords, type PhaseWords } from '../../../ui/phase/phase-words.ts';
import type { Container, Lab } from '../model/lab.ts';

/** One event in a lab. */
export interface Activity {
  readonly key: string;
  /** RFC 3339, by the server's clock where it is known. */
  readonly at: string;
  /** The network or container, which may be deleted by now. */
  readonly nodeId: string;
  readonly name: string;
  readonly text: string;
  readonly words: PhaseWords;
  /** Milliseconds spent in the phase before. */
  readonly tookMs: number | null;
  readonly reason: string | null;
}

export type ActivityFilter = 'all' | 'ready' | 'problems' | 'changes';

export const maxActivities = 300;

/** The phases that are known when the page opens, newest first. */
export function activitiesOf(lab: Lab): Activity[] {
  return newestFirst(lab.containers.flatMap((container) => phasesAfter(container, '')));
}

/** The events between two states of a lab, newest first. */
export function activitiesBetween(before: Lab, after: Lab, now: string): Activity[] {
  const found: Activity[] = [];
  const oldContainers = byId(before.containers);
  const oldNetworks = byId(before.networks);

  for (const container of after.containers) {
    const old = oldContainers.get(container.id);
    if (old === container) continue;
    found.push(...phasesAfter(container, old?.readiness.phases.at(-1)?.at ?? ''));
    if (old) found.push(...attachmentChanges(old, container, now));
  }
  for (const network of after.networks) {
    const old = oldNetworks.get(network.id);
    if (old?.phase === network.phase) continue;
    const words = networkPhaseWords[network.phase];
    found.push({
      ...event(network, now, words.label.toLowerCase(), words, `${network.phase} ${network.id} ${now}`),
      reason: network.reason,
    });
  }
  for (const [items, left] of [
    [before.containers, byId(after.containers)],
    [before.networks, byId(after.networks)],
  ] as const) {
    for (const one of items) {
      if (!left.has(one.id)) {
        found.push(event(one, now, 'removed', containerPhaseWords.DELETED, `gone ${one.id} ${now}`));
      }
    }
  }
  return newestFirst(found);
}

export function matchesFilter(
  { words, tookMs, name, text }: Activity,
  filter: ActivityFilter,
  search: string,
): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted !== '' && !`${name} ${text}`.toLowerCase().includes(wanted)) return false;
  if (filter === 'ready') return words.tone === 'leaf';
  if (filter === 'problems') return words.tone === 'brick' || words.tone === 'clay';
  return filter === 'all' || tookMs === null;
}

/** Reads the container's history, because short phases may never be sent as a state of their own. */
function phasesAfter(container: Container, after: string): Activity[] {
  const { phases, reason } = container.readiness;
  return phases.flatMap(({ phase, at }, index): Activity[] => {
    if (at <= after) return [];
    const words = containerPhaseWords[phase];
    const isLast = index === phases.length - 1;
    return [
      {
        ...event(container, at, words.label.toLowerCase(), words, `${container.id} ${phase} ${at}`),
        tookMs: phases[index - 1]?.durationMs ?? null,
        reason: isLast ? reason : null,
      },
    ];
  });
}

function attachmentChanges(before: Container, after: Container, now: string): Activity[] {
  const names = ({ interfaces }: Container): Map<string, string> =>
    // An interface without a MAC address is optimistic and may be refused.
    new Map(
      interfaces.flatMap(({ macAddress, network }) =>
        macAddress === null ? [] : [[network.id, network.name] as const],
      ),
    );
  const [old, current] = [names(before), names(after)];
  const words = containerPhaseWords[after.readiness.phase];
  const gained = [...current].filter(([id]) => !old.has(id));
  const lost = [...old].filter(([id]) => !current.has(id));
  return [
    ...gained.map(([id, name]) =>
      event(after, now, `connected to ${name}`, words, `on ${after.id} ${id} ${now}`),
    ),
    ...lost.map(([id, name]) =>
      event(after, now, `disconnected from ${name}`, words, `off ${after.id} ${id} ${now}`),
    ),
  ];
}

function event(
  node: { readonly id: string; readonly name: string },
  at: string,
  text: string,
  words: PhaseWords,
  key: string,
): Activity {
  return { key, at, nodeId: node.id, name: node.name, text, words, tookMs: null, reason: null };
}

function newestFirst(activities: readonly Activity[]): Activity[] {
  // Of two events at the same time, the later in the list is newer.
  return activities
    .toReversed()
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, maxActivities);
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
