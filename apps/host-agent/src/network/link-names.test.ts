import { newLabId, newNetworkId } from '@pineapple/core';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bridgeEnd, bridgeName, containerEnd, labNamespace, uplinkName, uplinkPrefix } from './link-names.ts';

describe('names in the kernel', () => {
  it('fit into the fifteen characters of a link name', () => {
    const labId = newLabId(randomBytes);
    const endpoint = randomBytes(32).toString('hex');
    const names = [
      uplinkName(uplinkPrefix('pineapple'), labId),
      uplinkName(uplinkPrefix('other'), labId),
      bridgeName(newNetworkId(labId, randomBytes)),
      containerEnd(endpoint),
      bridgeEnd(endpoint),
    ];
    for (const name of names) expect(name).toMatch(/^[a-z0-9]{1,15}$/);
  });

  it('differ between the uplinks of agents, and from all other names', () => {
    const prefixes = ['pineapple', 'other', 'third-one'].map(uplinkPrefix);
    expect(new Set(prefixes).size).toBe(3);
    for (const prefix of prefixes) expect(prefix).toMatch(/^p(nu|[0-9][a-z0-9])$/);
  });

  it('are refused for invalid ids, so that nothing else gets into a command', () => {
    for (const id of ['lab_; rm -rf /', 'lab_short', '../../etc', 'lab_aaaaaaaaaaaa\nlink del eth0']) {
      expect(() => labNamespace(id)).toThrow('is not a valid id');
      expect(() => bridgeName(id)).toThrow('is not a valid id');
      expect(() => containerEnd(id)).toThrow('is not a valid id');
    }
  });
});
