import type { DraftAnnotation, DraftInterface, DraftNetwork, DraftNode } from '../lab-draft.ts';

/** What a change is about. An interface is named `container/network`. */
export type PlannedKind = 'LAB' | 'NETWORK' | 'CONTAINER' | 'INTERFACE' | 'ANNOTATION';

/** REPLACE: it is recreated under its name. */
export type PlannedAction = 'ADD' | 'CHANGE' | 'REPLACE' | 'REMOVE';

/**
 * What running containers notice. NONE: nothing. LIVE: a change while they run. NEXT_START: nothing before they are started
 * again. RECREATE: the container loses its contents.
 */
export type PlannedEffect = 'NONE' | 'LIVE' | 'NEXT_START' | 'RECREATE';

/** One difference between a lab and the files that describe how it should be. */
export interface PlannedChange {
  readonly kind: PlannedKind;
  readonly action: PlannedAction;
  readonly effect: PlannedEffect;
  readonly name: string;
  /** What differs, such as `mtu: 1500 → 9000`. */
  readonly details: readonly string[];
}

interface PlannedNetwork {
  readonly action: PlannedAction;
  /** Null if it is removed. */
  readonly desired: DraftNetwork | null;
  readonly name: string;
  readonly details: readonly string[];
}

interface PlannedContainer {
  readonly action: PlannedAction;
  readonly effect: PlannedEffect;
  readonly desired: DraftNode | null;
  readonly name: string;
  readonly details: readonly string[];
}

/** Interfaces of containers that stay. Those of others come and go with their containers. */
interface PlannedInterface {
  readonly action: PlannedAction;
  readonly container: string;
  readonly network: string;
  readonly desired: DraftInterface | null;
  readonly details: readonly string[];
}

interface PlannedAnnotation {
  readonly action: Exclude<PlannedAction, 'REPLACE'>;
  /** Its place in the lab's list; null if it is added. */
  readonly index: number | null;
  /** Null if it is removed. */
  readonly desired: DraftAnnotation | null;
  readonly name: string;
  readonly details: readonly string[];
}

/** What makes a lab match a draft. */
export interface LabPlan {
  /** The new instructions; undefined if they stay. */
  readonly instructions: string | null | undefined;
  readonly networks: readonly PlannedNetwork[];
  readonly containers: readonly PlannedContainer[];
  readonly interfaces: readonly PlannedInterface[];
  readonly annotations: readonly PlannedAnnotation[];
}

/** The plan as a list, in the order in which it is made. */
export function changesOf({
  instructions,
  networks,
  containers,
  interfaces,
  annotations,
}: LabPlan): readonly PlannedChange[] {
  return [
    ...(instructions === undefined
      ? []
      : [
          {
            kind: 'LAB',
            action: 'CHANGE',
            effect: 'NONE',
            name: 'instructions',
            details: [],
          } satisfies PlannedChange,
        ]),
    ...networks.map(({ action, name, details }): PlannedChange => {
      const isMoved = details.every((detail) => detail.startsWith('position'));
      const effect = action === 'REPLACE' || (action === 'CHANGE' && !isMoved) ? 'LIVE' : 'NONE';
      return { kind: 'NETWORK', action, effect, name, details };
    }),
    ...containers.map(({ action, effect, name, details }): PlannedChange => {
      return { kind: 'CONTAINER', action, effect, name, details };
    }),
    ...interfaces.map(({ action, container, network, details }): PlannedChange => {
      return { kind: 'INTERFACE', action, effect: 'LIVE', name: `${container}/${network}`, details };
    }),
    ...annotations.map(({ action, name, details }): PlannedChange => {
      return { kind: 'ANNOTATION', action, effect: 'NONE', name, details };
    }),
  ];
}
