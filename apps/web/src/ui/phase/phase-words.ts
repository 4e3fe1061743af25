import type { ContainerPhase, NetworkPhase } from '../../generated/graphql.ts';

/** The colour family of a phase. Each phase also differs in shape and label, so colour is never the only sign. */
export type Tone = 'gold' | 'leaf' | 'still' | 'brick' | 'clay';

/** The icon of a phase: a partly filled ring, or a symbol. */
export type Glyph =
  | { readonly kind: 'share'; readonly quarters: 0 | 1 | 2 | 3 }
  | { readonly kind: 'check' | 'square' | 'half-square' | 'bang' | 'question' | 'cross' };

export interface PhaseWords {
  readonly label: string;
  readonly tone: Tone;
  readonly glyph: Glyph;
  /** Whether the phase is in progress, so that its time keeps counting. */
  readonly moving: boolean;
  /** An explanation for the tooltip. */
  readonly meaning: string;
}

const share = (quarters: 0 | 1 | 2 | 3): Glyph => ({ kind: 'share', quarters });

export const containerPhaseWords: Readonly<Record<ContainerPhase, PhaseWords>> = {
  PENDING: phase('Pending', 'gold', share(0), true, 'Requested, but the host has not started it yet'),
  CREATED: phase('Created', 'gold', share(1), true, 'Created by Docker'),
  CONNECTED: phase('Connected', 'gold', share(2), true, 'Attached to all its networks'),
  RUNNING: phase(
    'Running',
    'gold',
    share(3),
    true,
    'Its process runs, but its health check has not passed yet',
  ),
  READY: phase('Ready', 'leaf', { kind: 'check' }, false, 'Running and healthy'),
  STOPPING: phase('Stopping', 'still', { kind: 'half-square' }, true, 'Being stopped'),
  STOPPED: phase('Stopped', 'still', { kind: 'square' }, false, 'Stopped on request, with its files kept'),
  FAILED: phase('Failed', 'brick', { kind: 'bang' }, false, 'Failed to start, or exited unexpectedly'),
  LOST: phase('Lost', 'clay', { kind: 'question' }, false, 'Its host does not respond'),
  DELETING: phase('Deleting', 'still', { kind: 'cross' }, true, 'Being deleted'),
  DELETED: phase('Deleted', 'still', { kind: 'cross' }, false, 'Deleted'),
};

export const networkPhaseWords: Readonly<Record<NetworkPhase, PhaseWords>> = {
  PENDING: phase('Pending', 'gold', share(0), true, 'Requested, but the host has not created it yet'),
  ACTIVE: phase('Active', 'leaf', { kind: 'check' }, false, 'Created on the host'),
  FAILED: phase('Failed', 'brick', { kind: 'bang' }, false, 'Could not be created'),
  LOST: phase('Lost', 'clay', { kind: 'question' }, false, 'Its host does not respond'),
  DELETING: phase('Deleting', 'still', { kind: 'cross' }, true, 'Being deleted'),
};

function phase(label: string, tone: Tone, glyph: Glyph, moving: boolean, meaning: string): PhaseWords {
  return { label, tone, glyph, moving, meaning };
}
