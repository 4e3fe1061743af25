import { type Observation, observationSchema } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { hostEventSource, hostOfSource, hostReported, observationsReported } from './host-events.ts';

const container: Observation = {
  kind: 'container',
  labId: 'lab_k3vabcdefghj',
  containerId: 'ctr_k3vabcdefghj_2f7a9c',
  name: 'web',
  image: 'host',
  phase: 'READY',
  reason: null,
  generation: 1,
  phases: [{ phase: 'READY', at: '2026-11-22T10:00:00.123Z' }],
  interfaces: [{ networkId: 'net_k3vabcdefghj_81cade', name: 'eth0' }],
  hostId: 'mi-1',
  sequence: 1_795_341_600_123_001,
  version: 0,
};

describe('a report of a host', () => {
  it('is parsed as it was sent', () => {
    const detail = { hostId: 'mi-1', observations: [container] };
    expect(observationsReported.parse(JSON.parse(JSON.stringify(detail)))).toEqual(detail);
  });

  it.each([
    ['an unknown phase', { phase: 'SLEEPING' }],
    ['a time without a zone', { phases: [{ phase: 'READY', at: '2026-11-22T10:00:00' }] }],
    ['a reason as long as a log', { reason: 'x'.repeat(2001) }],
    ['more phases than the limit', { phases: Array(51).fill(container.phases[0]) }],
    ['a sequence that is not a safe integer', { sequence: 2 ** 53 }],
    ['another kind', { kind: 'volume' }],
  ])('is refused with %s', (_what, change) => {
    expect(observationSchema.safeParse({ ...container, ...change }).success).toBe(false);
  });

  it('includes what the host lacks', () => {
    const detail = {
      hostId: 'mi-1',
      at: '2026-11-22T10:00:00.123Z',
      agentVersion: '0.1.0',
      docker: { up: false, version: null, reason: 'connect ENOENT /var/run/docker.sock' },
      limitations: ['disk-limit: overlay2 on ext4'],
      room: null,
      underlayAddress: null,
      sequence: 1,
    };
    expect(hostReported.parse(detail)).toEqual(detail);
  });
});

describe('the source of a host’s events', () => {
  it.each([
    ['pineapple.host.mi-1', 'mi-1'],
    ['pineapple.host.AROAEXAMPLE:i-0123456789abcdef0', 'i-0123456789abcdef0'],
    ['pineapple.host.', null],
    ['pineapple.host.AROAEXAMPLE:', null],
    ['pineapple.host', null],
    ['aws.ssm', null],
  ])('%s names %s', (source, host) => {
    expect(hostOfSource(source)).toBe(host);
  });

  it('is read as it was made', () => {
    expect(hostOfSource(hostEventSource('mi-1'))).toBe('mi-1');
  });
});
