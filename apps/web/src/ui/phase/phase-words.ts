import type { ContainerPhase, NetworkPhase } from '../../generated/graphql.ts';

/** The colour family of a phase; never its only sign: each phase has a shape and a word of its own too. */
export type Tone = 'gold' | 'leaf' | 'still' | 'brick' | 'clay';

/** What is inside the ring: a share of it filled, or a sign. */
export type Glyph =
  | { readonly kind: 'share'; readonly quarters: 0 | 1 | 2 | 3 }
  | { readonly kind: 'check' | 'square' | 'half-square' | 'bang' | 'question' | 'cross' };

export interface PhaseWords {
  readonly label: string;
  readonly tone: Tone;
  readonly glyph: Glyph;
  /** Something is on its way, so times tick. */
  readonly moving: boolean;
  /** What it means, for a title. */
  readonly meaning: string;
}

const share = (quarters: 0 | 1 | 2 | 3): Glyph => ({ kind: 'share', quarters });

export const containerPhaseWords: Readonly<Record<ContainerPhase, PhaseWords>> = {
  PENDING: phase('Pending', 'gold', share(0), true, 'Asked for; the host has not begun'),
  CREATED: phase('Created', 'gold', share(1), true, 'Docker has made it'),
  CONNECTED: phase('Connected', 'gold', share(2), true, 'Attached to every network it should be on'),
  RUNNING: phase('Running', 'gold', share(3), true, 'Its process runs; its health check has not passed yet'),
  READY: phase('Ready', 'leaf', { kind: 'check' }, false, 'It runs and is healthy'),
  STOPPING: phase('Stopping', 'still', { kind: 'half-square' }, true, 'It is being stopped'),
  STOPPED: phase(
    'Stopped',
    'still',
    { kind: 'square' },
    false,
    'Its process ended as asked; its files are kept',
  ),
  FAILED: phase('Failed', 'brick', { kind: 'bang' }, false, 'It could not be brought up, or ended by itself'),
  LOST: phase('Lost', 'clay', { kind: 'question' }, false, 'The host can’t be asked'),
  DELETING: phase('Deleting', 'still', { kind: 'cross' }, true, 'It is being removed'),
  DELETED: phase('Deleted', 'still', { kind: 'cross' }, false, 'It is gone'),
};

export const networkPhaseWords: Readonly<Record<NetworkPhase, PhaseWords>> = {
  PENDING: phase('Pending', 'gold', share(0), true, 'Asked for; the host has not made it yet'),
  ACTIVE: phase('Active', 'leaf', { kind: 'check' }, false, 'It is there'),
  FAILED: phase('Failed', 'brick', { kind: 'bang' }, false, 'It could not be made'),
  LOST: phase('Lost', 'clay', { kind: 'question' }, false, 'The host can’t be asked'),
  DELETING: phase('Deleting', 'still', { kind: 'cross' }, true, 'It is being removed'),
};

function phase(label: string, tone: Tone, glyph: Glyph, moving: boolean, meaning: string): PhaseWords {
  return { label, tone, glyph, moving, meaning };
}
