import { describe, expect, it } from 'vitest';
import type { ContainerPhase } from '../../../generated/graphql.ts';
import { announcementOf, type Phases } from './announcements.ts';

const phases = (all: Record<string, ContainerPhase>): Phases =>
  new Map(Object.entries(all).map(([name, phase]) => [`ctr_${name}`, { name, phase }]));

describe('what is said aloud', () => {
  it('is where containers came to rest, all of a kind in one sentence', () => {
    const before = phases({ a: 'PENDING', b: 'RUNNING', c: 'READY', d: 'CREATED' });
    const after = phases({ a: 'READY', b: 'READY', c: 'STOPPED', d: 'FAILED' });
    expect(announcementOf(before, after)).toBe('a and b are ready. c stopped. d failed.');
  });

  it('is nothing for the steps in between', () => {
    expect(announcementOf(phases({ a: 'PENDING' }), phases({ a: 'CONNECTED' }))).toBe('');
  });

  it('is nothing for containers that were ready when the page opened', () => {
    expect(announcementOf(phases({}), phases({ a: 'READY' }))).toBe('');
  });

  it('names a few and counts the rest', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = (phase: ContainerPhase): Phases =>
      phases(Object.fromEntries(names.map((name) => [name, phase])));
    expect(announcementOf(all('RUNNING'), all('READY'))).toBe('a, b and 3 more are ready.');
  });

  it('tells what is gone', () => {
    expect(announcementOf(phases({ a: 'DELETING' }), phases({}))).toBe('a is gone.');
  });
});
