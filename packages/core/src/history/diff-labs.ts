import type { Annotation } from '../annotations/annotation.ts';
import { emptyConfig } from '../settings/empty-config.ts';
import type { Lab } from '../lab.ts';
import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { liveSettings } from '../settings/live-settings.ts';
import { startSettings } from '../settings/start-settings.ts';
import type { AnnotationFields, ContainerFields, NetworkFields, NodeChange } from './lab-history.ts';

const networkFields = ['name', 'internet', 'mtu', 'position'] as const;
const annotationFields = ['kind', 'text', 'colour', 'position', 'width', 'height'] as const;
const containerFields = ['name', 'interfaces', 'gateway', 'position'] as const;

/** The differences between two states of a lab that can be undone. */
export function diffLabs(before: Lab, after: Lab): NodeChange[] {
  return [
    ...diffNetworks(before.networks, after.networks),
    ...diffContainers(before.containers, after.containers),
    ...diffAnnotations(before.annotations, after.annotations),
  ];
}

function diffNetworks(before: readonly LabNetwork[], after: readonly LabNetwork[]): NodeChange[] {
  const { removed, added, kept } = pair(before, after);
  return [
    ...removed.map(({ node, index }) => ({ kind: 'network', change: 'removed', index, node }) as const),
    ...added.map(({ node, index }) => ({ kind: 'network', change: 'added', index, node }) as const),
    ...kept.flatMap(([old, now]) => {
      const names = networkFields.filter((name) => !same(old[name], now[name]));
      const [was, is]: [NetworkFields, NetworkFields] = [pick(old, names), pick(now, names)];
      return names.length === 0
        ? []
        : [{ kind: 'network', change: 'altered', id: now.id, before: was, after: is } as const];
    }),
  ];
}

function diffContainers(before: readonly LabContainer[], after: readonly LabContainer[]): NodeChange[] {
  const { removed, added, kept } = pair(before, after);
  return [
    ...removed.map(({ node, index }) => ({ kind: 'container', change: 'removed', index, node }) as const),
    ...added.map(({ node, index }) => ({ kind: 'container', change: 'added', index, node }) as const),
    ...kept.flatMap(([old, now]) => {
      const names = containerFields.filter((name) => !same(old[name], now[name]));
      const settings = changedSettings(old.config, now.config);
      const was: ContainerFields = { ...pick(old, names), ...(settings && { settings: settings.before }) };
      const is: ContainerFields = { ...pick(now, names), ...(settings && { settings: settings.after }) };
      return names.length === 0 && settings === null
        ? []
        : [{ kind: 'container', change: 'altered', id: now.id, before: was, after: is } as const];
    }),
  ];
}

function diffAnnotations(before: readonly Annotation[], after: readonly Annotation[]): NodeChange[] {
  const { removed, added, kept } = pair(before, after);
  return [
    ...removed.map(({ node, index }) => ({ kind: 'annotation', change: 'removed', index, node }) as const),
    ...added.map(({ node, index }) => ({ kind: 'annotation', change: 'added', index, node }) as const),
    ...kept.flatMap(([old, now]) => {
      const names = annotationFields.filter((name) => !same(old[name], now[name]));
      const [was, is]: [AnnotationFields, AnnotationFields] = [pick(old, names), pick(now, names)];
      return names.length === 0
        ? []
        : [{ kind: 'annotation', change: 'altered', id: now.id, before: was, after: is } as const];
    }),
  ];
}

/** The settings that an edit changed, without the rest of the configuration, which may be large. Null if none. */
function changedSettings(before: LabContainer['config'], after: LabContainer['config']) {
  if (before === after) return null;
  const [old, now] = [before ?? emptyConfig, after ?? emptyConfig];
  const names = ([...startSettings, ...liveSettings] as const).filter((name) => !same(old[name], now[name]));
  if (names.length === 0) return null;
  const picked = (from: LabContainer['config']) => from && pick(from, names);
  return { before: picked(before), after: picked(after) };
}

interface Placed<T> {
  readonly node: T;
  readonly index: number;
}

function pair<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) {
  // Most edits leave one of the two lists unchanged.
  if (before === after) return { removed: [], added: [], kept: [] };
  const [old, now] = [byId(before), byId(after)];
  const removed: Placed<T>[] = before.flatMap((node, index) => (now.has(node.id) ? [] : [{ node, index }]));
  const added: Placed<T>[] = after.flatMap((node, index) => (old.has(node.id) ? [] : [{ node, index }]));
  const kept = after.flatMap((node) => {
    const was = old.get(node.id);
    return was === undefined || was === node ? [] : [[was, node] as const];
  });
  return { removed, added, kept };
}

function byId<T extends { readonly id: string }>(nodes: readonly T[]): ReadonlyMap<string, T> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  const picked: Partial<Pick<T, K>> = {};
  for (const name of names) picked[name] = from[name];
  // Every name was set.
  return picked as Pick<T, K>;
}

/** Whether two values are equal as JSON, which is how they are stored. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
