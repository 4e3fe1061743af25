import {
  inject,
  shallowReactive,
  shallowRef,
  type InjectionKey,
  type ShallowReactive,
  type ShallowRef,
} from 'vue';
import type { Annotation } from '../model/lab.ts';
import type { PlacedMark } from '../packets/marks-at.ts';
import type { ShownSession } from '../sessions/shown-session.ts';
import type { DrawnWire } from './wires/draw-wire.ts';
import type { CanvasLab, CanvasNode, Connector } from './map-lab.ts';

/**
 * The nodes and connectors that the canvas draws, by id. Separate from Vue Flow's state, so that a change of one
 * container renders one node only.
 */
export interface CanvasStore {
  readonly nodes: ShallowReactive<Map<string, CanvasNode>>;
  readonly connectors: ShallowReactive<Map<string, Connector>>;
  /** Notes and frames. */
  readonly annotations: ShallowReactive<Map<string, Annotation>>;
  /** The annotation whose text is being edited. */
  readonly editing: ShallowRef<string | null>;
  /** How each connector is drawn. */
  readonly wires: ShallowReactive<Map<string, DrawnWire>>;
  /** What each connector carries, in words, while that is shown. */
  readonly traffic: ShallowReactive<Map<string, string>>;
  /** The routing sessions between containers, while they are shown. */
  readonly sessions: ShallowRef<readonly ShownSession[]>;
  /** Packets on their way along wires, while they are shown. */
  readonly marks: ShallowRef<readonly PlacedMark[]>;
  /** The node or annotation in the tab order. Arrow keys move on from it. */
  readonly focused: ShallowRef<string | null>;
}

export const canvasStoreKey: InjectionKey<CanvasStore> = Symbol('canvas store');

export function createCanvasStore(): CanvasStore {
  return {
    nodes: shallowReactive(new Map()),
    connectors: shallowReactive(new Map()),
    annotations: shallowReactive(new Map()),
    editing: shallowRef(null),
    wires: shallowReactive(new Map()),
    traffic: shallowReactive(new Map()),
    sessions: shallowRef([]),
    marks: shallowRef([]),
    focused: shallowRef(null),
  };
}

export function useCanvasStore(): CanvasStore {
  const store = inject(canvasStoreKey);
  if (!store) throw new Error('The canvas store is missing. Provide canvasStoreKey in a parent component.');
  return store;
}

interface CanvasDifference {
  readonly addedNodes: readonly CanvasNode[];
  readonly removedNodes: readonly string[];
  readonly addedConnectors: readonly Connector[];
  readonly removedConnectors: readonly string[];
}

/** Updates the store entry by entry and returns what was added and removed. */
export function updateStore(store: CanvasStore, now: CanvasLab): CanvasDifference {
  const nodes = update(store.nodes, now.nodes);
  const connectors = update(store.connectors, now.connectors);
  return {
    addedNodes: nodes.added,
    removedNodes: nodes.removed,
    addedConnectors: connectors.added,
    removedConnectors: connectors.removed,
  };
}

/** Makes a map equal to another, entry by entry. */
export function update<T>(
  held: Map<string, T>,
  now: ReadonlyMap<string, T>,
): { added: T[]; removed: string[] } {
  const removed = [...held.keys()].filter((id) => !now.has(id));
  for (const id of removed) held.delete(id);
  const added = [...now].flatMap(([id, item]) => (held.has(id) ? [] : [item]));
  for (const [id, item] of now) if (held.get(id) !== item) held.set(id, item);
  return { added, removed };
}
