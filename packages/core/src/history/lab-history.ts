import type { LabContainer, LabInterface, LabNetwork, Position } from '../lab.ts';

/** What of a network an edit can change. */
export interface NetworkFields {
  readonly name?: string;
  readonly internet?: boolean;
  readonly position?: Position | null;
}

/** What of a container an edit can change. Starting and stopping it are no edits. */
export interface ContainerFields {
  readonly name?: string;
  readonly interfaces?: readonly LabInterface[];
  readonly position?: Position | null;
}

interface Coming<Kind, Node> {
  readonly kind: Kind;
  readonly change: 'added';
  /** Its place in the lab's list. */
  readonly index: number;
  readonly node: Node;
}

interface Going<Kind, Node> {
  readonly kind: Kind;
  readonly change: 'removed';
  readonly index: number;
  readonly node: Node;
}

interface Altering<Kind, Fields> {
  readonly kind: Kind;
  readonly change: 'altered';
  readonly id: string;
  readonly before: Fields;
  readonly after: Fields;
}

/** What one edit did to one node of a kind. */
export type ChangeOf<Kind, Node, Fields> = Coming<Kind, Node> | Going<Kind, Node> | Altering<Kind, Fields>;

/** What one edit did to one network or container. */
export type NodeChange =
  ChangeOf<'network', LabNetwork, NetworkFields> | ChangeOf<'container', LabContainer, ContainerFields>;

/** One edit, as it can be taken back or made again. */
export interface HistoryStep {
  /** Unique in its lab: names the step to whoever wants to undo this one and no other. */
  readonly id: string;
  /** What the edit did, for people: `Delete web-1`. */
  readonly label: string;
  readonly changes: readonly NodeChange[];
}

/** A lab's steps: those that can be undone, oldest first, and those that were undone, the first to redo last. */
export interface LabHistory {
  readonly undo: readonly HistoryStep[];
  readonly redo: readonly HistoryStep[];
}

export const emptyHistory: LabHistory = { undo: [], redo: [] };

/** Steps that are kept of a lab. */
export const mostSteps = 100;

/** Characters of JSON that a lab's steps may take: they are stored with the lab, in one item of limited size. */
export const mostHistoryCharacters = 48_000;
