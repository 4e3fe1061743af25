import { describe, expect, it } from 'vitest';
import { nextUplinkIndex, uplinkAddresses } from './uplink-pool.ts';

const nothing = new Set<string>();

describe('the uplink pool', () => {
  it('gives each lab its own address pair', () => {
    expect(uplinkAddresses('100.64.0.0/16', 0)).toEqual({ host: '100.64.0.0', lab: '100.64.0.1' });
    expect(uplinkAddresses('100.64.0.0/16', 200)).toEqual({ host: '100.64.1.144', lab: '100.64.1.145' });
  });

  it('starts at the first address of the pool, whichever address names it', () => {
    expect(uplinkAddresses('100.64.7.9/16', 0)?.host).toBe('100.64.0.0');
  });

  it('ends with its last pair', () => {
    expect(uplinkAddresses('100.64.0.0/24', 127)).toEqual({ host: '100.64.0.254', lab: '100.64.0.255' });
    expect(uplinkAddresses('100.64.0.0/24', 128)).toBeNull();
    const all = new Set(Array.from({ length: 128 }, (_, index) => index));
    expect(nextUplinkIndex('100.64.0.0/24', all, nothing)).toBeNull();
  });

  it('fills gaps, and skips addresses that are on a link of this machine', () => {
    expect(nextUplinkIndex('100.64.0.0/24', new Set([0, 2]), nothing)).toBe(1);
    expect(nextUplinkIndex('100.64.0.0/24', new Set([0]), new Set(['100.64.0.3']))).toBe(2);
  });
});
