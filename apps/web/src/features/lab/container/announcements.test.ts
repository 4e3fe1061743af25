import { describe, expect, it } from 'vitest';
import type { ContainerPhase } from '../../../generated/graphql.ts';
import { announcementOf, type Phases } from './announcements.ts';

const phases = (all: Record<string, ContainerPhase>): Phases =>
  new Map(Object.entries(all).map(([name, phase]) => [`ctr_${name}`, { name, phase }]));

describe('the announcement', () => {
  it('names containers that reached a final phase, one sentence a phase', () => {
    const before = phases({ a: 'PENDING', b: 'RUNNING', c: 'READY', d: 'CREATED' });
    const after = phases({ a: 'READY', b: 'READY', c: 'STOPPED', d: 'FAILED' });
    expect(announcementOf(before, after)).toBe('a and b are ready. c stopped. d failed.');
  });

  it('is empty for the phases in between', () => {
    expect(announcementOf(phases({ a: 'PENDING' }), phases({ a: 'CONNECTED' }))).toBe('');
  });

  it('is empty for containers that were ready when the page opened', () => {
    expect(announcementOf(phases({}), phases({ a: 'READY' }))).toBe('');
  });

  it('names a few and counts the rest', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = (phase: ContainerPhase): Phases =>
      phases(Object.fromEntries(names.map((name) => [name, phase])));
    expect(announcementOf(all('RUNNING'), all('READY'))).toBe('a, b and 3 more are ready.');
  });

  it('names deleted containers', () => {
    expect(announcementOf(phases({ a: 'DELETING' }), phases({}))).toBe('a was deleted.');
  });
});
