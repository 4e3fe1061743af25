import type {
  ContainerObservation,
  EditContext,
  EditError,
  Lab,
  LabContainer,
  ContainerPhase,
  Result,
} from '@pineapple/core';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** What an edit sees besides the lab. */
export interface EditTools extends EditContext {
  phaseOf(container: LabContainer): ContainerPhase;
  observed(containerId: string): ContainerObservation | null;
}

/** A pure change of a lab, run again on a newer lab where somebody else was faster. */
export type LabEdit<T> = (lab: Lab, tools: EditTools) => Result<{ readonly lab: Lab } & T, EditError>;

/** Why an edit was not made. Nothing was changed. */
export type EditFailure = EditError | { readonly kind: 'host'; readonly message: string };

/** The outcome of an edit, and the lab as it was right after it. */
export type Edited<T> = { readonly snapshot: LabSnapshot } & T;

export interface EditRequest<T> {
  readonly labId: string;
  readonly viewerId: string;
  readonly edit: LabEdit<T>;
  /** Whether the host must be up to carry it out. */
  readonly needsHost: boolean;
}
