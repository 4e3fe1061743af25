import { describe, expect, it } from 'vitest';
import { networkObservation, observation } from '../testing/sample-observation.ts';
import { hostOfContainer, hostOfSubject, hostsBehind, hostsOf } from './wide-lab.ts';

const whole = { hostId: 'mi-1', placement: null };
const wide = {
  hostId: 'mi-1',
  hostRevision: 5,
  placement: {
    hosts: ['mi-1', 'mi-2', 'mi-3'],
    containers: { a: 'mi-2', b: 'mi-1' },
    matched: { 'mi-1': 5, 'mi-2': 4 },
  },
};

describe('the hosts of a lab', () => {
  it('are the one it is whole on, or all that have part of it, the first one first', () => {
    expect(hostsOf({ hostId: null, placement: null })).toEqual([]);
    expect(hostsOf(whole)).toEqual(['mi-1']);
    expect(hostsOf(wide)).toEqual(['mi-1', 'mi-2', 'mi-3']);
  });

  it('are behind until they were found to match what concerns them', () => {
    expect(hostsBehind(wide)).toEqual(['mi-2', 'mi-3']);
  });
});

describe('the host of a container', () => {
  it('is where it was placed, and for one taken out of the lab where it was last seen', () => {
    expect(hostOfContainer(whole, 'a', 'mi-9')).toBe('mi-1');
    expect(hostOfContainer(wide, 'a', 'mi-9')).toBe('mi-2');
    expect(hostOfContainer(wide, 'gone', 'mi-9')).toBe('mi-9');
    expect(hostOfContainer(wide, 'gone', null)).toBeNull();
  });

  it('is the only one whose word counts; of networks it is the first', () => {
    expect(hostOfSubject(wide, observation([], { containerId: 'a' }), null)).toBe('mi-2');
    expect(hostOfSubject(wide, networkObservation(), 'mi-2')).toBe('mi-1');
  });
});
