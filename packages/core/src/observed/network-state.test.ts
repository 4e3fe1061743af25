import { describe, expect, it } from 'vitest';
import { networkState } from './network-state.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { networkObservation } from '../testing/sample-observation.ts';

const wanted = new SampleLab().network('lan');

describe('a network of the lab', () => {
  it('is PENDING until its host reports it', () => {
    expect(networkState(wanted, null)).toEqual({ phase: 'PENDING', reason: null });
  });

  it.each(['PENDING', 'ACTIVE', 'FAILED', 'LOST'] as const)('is %s if its host reports that', (phase) => {
    expect(networkState(wanted, networkObservation({ phase, reason: 'so' }))).toEqual({
      phase,
      reason: 'so',
    });
  });

  it.each(['DELETING', 'DELETED'] as const)('is PENDING if its host reports %s', (phase) => {
    expect(networkState(wanted, networkObservation({ phase })).phase).toBe('PENDING');
  });
});

describe('a network that was removed from the lab', () => {
  it.each(['PENDING', 'ACTIVE', 'FAILED', 'LOST', 'DELETING', 'DELETED'] as const)(
    'is DELETING if its host reports %s',
    (phase) => expect(networkState(null, networkObservation({ phase })).phase).toBe('DELETING'),
  );

  it('has the reason why it still exists', () => {
    const failed = networkObservation({ phase: 'FAILED', reason: 'device is busy' });
    expect(networkState(null, failed).reason).toBe('device is busy');
    expect(networkState(null, null)).toEqual({ phase: 'DELETING', reason: null });
  });
});
