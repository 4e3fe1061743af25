import { describe, expect, it } from 'vitest';
import { attachedTo, attachmentsOf } from './attached-to.ts';

const on = (id: string, ...networks: string[]) => ({
  id,
  name: id,
  interfaces: networks.map((network) => ({
    ipv4Address: `10.0.0.${id.length}`,
    ipv6Address: null,
    network: { id: network },
  })),
});

describe('attachmentsOf', () => {
  it('keeps the array of a network that did not change', () => {
    const networks = [{ id: 'n1' }, { id: 'n2' }];
    const before = attachmentsOf(networks, [on('a', 'n1'), on('bb', 'n2')]);
    const after = attachmentsOf(networks, [on('a', 'n1'), on('bb', 'n2'), on('ccc', 'n2')], before);
    expect(after.get('n1')).toBe(before.get('n1'));
    expect(after.get('n2')).toHaveLength(2);
  });
});

describe('attachedTo', () => {
  it('lists containers with an interface on the network, and their addresses there', () => {
    expect(attachedTo('n1', [on('a', 'n1', 'n2'), on('bb', 'n2'), on('ccc', 'n1')])).toEqual([
      { id: 'a', name: 'a', addresses: ['10.0.0.1'] },
      { id: 'ccc', name: 'ccc', addresses: ['10.0.0.3'] },
    ]);
  });
});
