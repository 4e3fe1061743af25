import { newContainerId, newLabId, newNetworkId } from '@pineapple/core';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  bridgeName,
  labNamespace,
  overlayName,
  uplinkName,
  uplinkPrefix,
  wireName,
  wireOwner,
} from './link-names.ts';

describe('names in the kernel', () => {
  it('fit into the fifteen characters of a link name', () => {
    const labId = newLabId(randomBytes);
    const networkId = newNetworkId(labId, randomBytes);
    const containerId = newContainerId(labId, randomBytes);
    const names = [
      uplinkName(uplinkPrefix('pineapple'), labId),
      uplinkName(uplinkPrefix('other'), labId),
      bridgeName(networkId),
      overlayName(networkId),
      wireName(containerId, networkId),
    ];
    for (const name of names) expect(name).toMatch(/^[a-z0-9]{1,15}$/);
    expect(wireOwner(labId, wireName(containerId, networkId))).toEqual({ containerId, networkId });
    for (const name of [bridgeName(networkId), 'uplink']) expect(wireOwner(labId, name)).toBeNull();
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
      expect(() => wireName(id, id)).toThrow('is not a valid id');
    }
  });
});
