import { describe, expect, it } from 'vitest';
import { networkObservation, observation } from '../testing/sample-observation.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { hostOfContainer, hostOfSubject, hostsBehind, hostsConcerned, unplaced } from './lab-placement.ts';

const nowhere = { spread: false, hostRevision: 5, placement: unplaced };
const singleHost = { ...nowhere, placement: { ...unplaced, hosts: ['mi-1'] } };
const multiHost = {
  ...nowhere,
  placement: {
    ...unplaced,
    hosts: ['mi-1', 'mi-2', 'mi-3'],
    containers: { a: 'mi-2', b: 'mi-1' },
    matched: { 'mi-1': 5, 'mi-2': 4 },
  },
};
const spreadOnOne = {
  ...nowhere,
  spread: true,
  placement: { ...unplaced, hosts: ['mi-1'], containers: { a: 'mi-1' } },
};

describe('the hosts of a lab that are behind', () => {
  it('are those that were not found to match the last revision that concerns them', () => {
    expect(hostsBehind(nowhere)).toEqual([]);
    expect(hostsBehind(singleHost)).toEqual(['mi-1']);
    expect(hostsBehind(multiHost)).toEqual(['mi-2', 'mi-3']);
  });
});

describe('the host of a container', () => {
  it('is the only host of a single-host lab', () => {
    expect(hostOfContainer(nowhere, 'a', 'mi-9')).toBeNull();
    expect(hostOfContainer(singleHost, 'a', 'mi-9')).toBe('mi-1');
  });

  it('is unknown for a lab that left its hosts, although one of them reported it', () => {
    expect(hostOfContainer({ ...nowhere, spread: true }, 'a', 'mi-9')).toBeNull();
  });

  it('is the host it was placed on in a multi-host lab', () => {
    expect(hostOfContainer(multiHost, 'a', 'mi-9')).toBe('mi-2');
  });

  it('is the host that last reported it once it was removed from a multi-host lab', () => {
    expect(hostOfContainer(multiHost, 'gone', 'mi-9')).toBe('mi-9');
    expect(hostOfContainer(multiHost, 'gone', null)).toBeNull();
  });

  it('is unknown until a container is placed, even if a spread lab has a single host so far', () => {
    expect(hostOfContainer(spreadOnOne, 'a', null)).toBe('mi-1');
    expect(hostOfContainer(spreadOnOne, 'new', null)).toBeNull();
  });

  it('is the only host whose reports count; for networks that is the first host', () => {
    expect(hostOfSubject(multiHost, observation([], { containerId: 'a' }), null)).toBe('mi-2');
    expect(hostOfSubject(multiHost, networkObservation(), 'mi-2')).toBe('mi-1');
    expect(hostOfSubject(nowhere, networkObservation(), 'mi-2')).toBeNull();
  });
});

describe('the hosts that an edit concerns', () => {
  const sample = new SampleLab();
  const lan = sample.network('lan');
  const web = sample.container('web', lan);
  const db = sample.container('db', lan);
  const containers = { [web.id]: 'mi-1', [db.id]: 'mi-2' };
  const lab = { ...sample.lab, placement: { ...unplaced, hosts: ['mi-1', 'mi-2'], containers } };

  it('are the hosts of the containers that it changes or removes', () => {
    const stopped = { ...db, power: 'off' as const };
    expect(hostsConcerned(lab, { ...lab, containers: [web, stopped] })).toEqual(['mi-2']);
    expect(hostsConcerned(lab, { ...lab, containers: [db] })).toEqual(['mi-1']);
    const added = [...lab.containers, { ...web, id: 'new' }];
    expect(hostsConcerned(lab, { ...lab, containers: added })).toEqual([]);
  });

  it('are all hosts if it changes a network', () => {
    expect(hostsConcerned(lab, { ...lab, networks: [] })).toEqual(['mi-1', 'mi-2']);
  });

  it('are the one host of a single-host lab', () => {
    const single = { ...lab, placement: { ...unplaced, hosts: ['mi-1'] } };
    expect(hostsConcerned(single, { ...single, containers: [web] })).toEqual(['mi-1']);
  });
});
