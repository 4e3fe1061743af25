import { describe, expect, it } from 'vitest';
import type { Lab } from '../model/lab.ts';
import { nextAddress } from './core-network.ts';

const at = '2026-01-01T00:00:00.000Z';
const network: Lab['networks'][number] = {
  id: 'net_1',
  name: 'lan',
  phase: 'ACTIVE',
  reason: null,
  ipv4Subnet: '10.0.1.0/24',
  internet: false,
  createdAt: at,
  position: null,
};
const emptyHistory: Lab['history'] = {
  revision: 1,
  canUndo: false,
  canRedo: false,
  undoStepId: null,
  redoStepId: null,
  undoLabel: null,
  redoLabel: null,
  undoWarning: null,
  redoWarning: null,
};
const withAddress = (ipv4Address: string): Lab => ({
  id: 'lab_1',
  name: 'lab',
  revision: 1,
  createdAt: at,
  history: emptyHistory,
  networks: [network],
  applies: [],
  containers: [
    {
      id: 'ctr_1',
      name: 'a',
      createdAt: at,
      host: null,
      position: null,
      image: { id: 'img_host', name: 'host' },
      interfaces: [{ name: 'eth0', ipv4Address, macAddress: null, network: { id: 'net_1', name: 'lan' } }],
      readiness: { phase: 'READY', reason: null, since: at, elapsedMs: 0, version: 1, phases: [] },
    },
  ],
});

describe('the suggested address', () => {
  it('is the next free one, as the API chooses it', () => {
    expect(nextAddress(network, withAddress('10.0.1.77'))).toBe('10.0.1.10');
    expect(nextAddress(network, withAddress('10.0.1.10'))).toBe('10.0.1.11');
  });
});
