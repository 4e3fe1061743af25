import { describe, expect, it } from 'vitest';
import { networkObservation, observation } from '../testing/sample-observation.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { hostOfContainer, hostOfSubject, hostsBehind, hostsConcerned, hostsOf } from './lab-placement.ts';

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

describe('the hosts that an edit concerns', () => {
  const sample = new SampleLab();
  const lan = sample.network('lan');
  const web = sample.container('web', lan);
  const db = sample.container('db', lan);
  const containers = { [web.id]: 'mi-1', [db.id]: 'mi-2' };
  const placement = { hosts: ['mi-1', 'mi-2'], containers, matched: {} };
  const lab = { ...sample.lab, hostId: 'mi-1', placement };

  it('are those of the containers that it changes or takes out', () => {
    const stopped = { ...db, power: 'off' as const };
    expect(hostsConcerned(lab, { ...lab, containers: [web, stopped] })).toEqual(['mi-2']);
    expect(hostsConcerned(lab, { ...lab, containers: [db] })).toEqual(['mi-1']);
    expect(hostsConcerned(lab, { ...lab, containers: [...lab.containers, { ...web, id: 'new' }] })).toEqual(
      [],
    );
  });

  it('are all where it changes a network, and the one host of a lab that is whole', () => {
    expect(hostsConcerned(lab, { ...lab, networks: [] })).toEqual(['mi-1', 'mi-2']);
    const whole = { ...lab, placement: null };
    expect(hostsConcerned(whole, { ...whole, containers: [web] })).toEqual(['mi-1']);
  });
});
