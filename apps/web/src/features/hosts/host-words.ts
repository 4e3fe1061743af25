import type { HostState } from '../../generated/graphql.ts';
import type { PhaseWords } from '../../ui/phase/phase-words.ts';

/** How a host is, by shape, colour and word. */
export const hostStateWords: Readonly<Record<HostState, PhaseWords>> = {
  READY: {
    label: 'Ready',
    tone: 'leaf',
    glyph: { kind: 'check' },
    moving: false,
    meaning: 'It takes labs',
  },
  CORDONED: {
    label: 'Cordoned',
    tone: 'still',
    glyph: { kind: 'half-square' },
    moving: false,
    meaning: 'It keeps the labs it has and takes no more',
  },
  DOCKER_DOWN: {
    label: 'Docker down',
    tone: 'brick',
    glyph: { kind: 'bang' },
    moving: false,
    meaning: 'Its agent answers, its Docker does not',
  },
  LOST: {
    label: 'Lost',
    tone: 'clay',
    glyph: { kind: 'question' },
    moving: false,
    meaning: 'Nothing is heard of it',
  },
};
