import { describe, expect, it } from 'vitest';
import { connectedContainer, disconnectedContainer } from './optimistic-container.ts';
import type { Container, Lab } from '../model/lab.ts';

const link = { name: 'eth0', ipv4Address: '10.0.1.10', network: { id: 'net_1', name: 'lan' } };
const history = { revision: 3 } as unknown as Lab['history'];
const lab = { id: 'lab_1', history };
const container = { id: 'ctr_1', name: 'web', interfaces: [link] } as unknown as Container;

describe('an expected answer', () => {
  it('adds the next interface, with the address that the API will likely choose', () => {
    expect(
      connectedContainer(
        lab,
        container,
        { id: 'net_2', name: 'dmz' },
        { ipv4Address: '10.0.2.10', ipv6Address: 'fd00::10' },
      ),
    ).toMatchObject({
      connectContainer: {
        container: {
          id: 'ctr_1',
          lab: { __typename: 'Lab', id: 'lab_1', history },
          interfaces: [
            link,
            {
              name: 'eth1',
              ipv4Address: '10.0.2.10',
              ipv6Address: 'fd00::10',
              network: { id: 'net_2', name: 'dmz' },
            },
          ],
        },
      },
    });
  });

  it('removes the disconnected interface only', () => {
    const [two] = Object.values(
      connectedContainer(
        lab,
        container,
        { id: 'net_2', name: 'dmz' },
        { ipv4Address: null, ipv6Address: null },
      ),
    ) as {
      container: Container;
    }[];
    if (!two) throw new Error('The answer is empty.');
    expect(disconnectedContainer(lab, two.container, 'net_1')).toMatchObject({
      disconnectContainer: { container: { interfaces: [{ network: { id: 'net_2' } }] } },
    });
  });
});
