import {
  type ContainerObservation,
  type ContainerPhase,
  type EditContext,
  type EditError,
  type Lab,
  type LabContainer,
  quoted,
  type Result,
} from '@pineapple/core';
import type { LabSnapshot } from '../live-lab/lab-snapshot.ts';

/** What an edit gets besides the lab. */
export interface EditTools extends EditContext {
  phaseOf(container: LabContainer): ContainerPhase;
  observed(containerId: string): ContainerObservation | null;
}

/** A pure change of a lab. It runs again on the newer lab when another writer was faster. */
export type LabEdit<T> = (lab: Lab, tools: EditTools) => Result<{ readonly lab: Lab } & T, EditFailure>;

/** Why an edit was not made. Nothing was changed. */
export type EditFailure = EditError | { readonly kind: 'host'; readonly message: string };

/** What the viewer may not see is reported as missing, too. */
export function noSuch(
  kind: 'lab' | 'network' | 'container' | 'annotation' | 'host' | 'image' | 'snapshot',
  id: string,
): Extract<EditError, { kind: 'not-found' }> {
  return { kind: 'not-found', subject: id, message: `There is no ${kind} ${quoted(id)}.` };
}

/** The outcome of an edit, with the lab right after it. */
export type Edited<T> = { readonly snapshot: LabSnapshot } & T;

export interface EditRequest<T> {
  readonly labId: string;
  readonly viewerId: string;
  readonly edit: LabEdit<T>;
  /** Refuses the edit while a host that it concerns is down. */
  readonly needsHost: boolean;
  /** Refuses the edit unless the lab is at this revision, with no other edit before it in the queue. Default: any. */
  readonly revision?: number | null;
}
