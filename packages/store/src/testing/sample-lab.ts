import { randomBytes } from 'node:crypto';
import {
  emptyHistory,
  type Lab,
  newContainerId,
  newLabId,
  newNetworkId,
  newUserId,
  type Result,
  unplaced,
} from '@pineapple/core';

/** A lab of a new user with a network and a container, and with the given changes. */
export function sampleLab(changes: Partial<Lab> = {}): Lab {
  const id = changes.id ?? newLabId(randomBytes);
  const createdAt = changes.createdAt ?? '2026-03-01T10:00:00.000Z';
  const networkId = newNetworkId(id, randomBytes);
  return {
    id,
    ownerId: newUserId(randomBytes),
    folder: '',
    instructions: null,
    name: 'Routing, first exercise',
    revision: 0,
    hostRevision: 0,
    spread: false,
    placement: unplaced,
    networks: [
      {
        id: networkId,
        name: 'lan',
        ipv4Subnet: '10.0.1.0/24',
        ipv6Subnet: null,
        internet: false,
        mtu: 1500,
        position: null,
        createdAt,
      },
    ],
    annotations: [],
    containers: [
      {
        id: newContainerId(id, randomBytes),
        name: 'web-1',
        image: 'web',
        power: 'on',
        generation: 1,
        requestedAt: createdAt,
        interfaces: [
          {
            networkId,
            name: 'eth0',
            ipv4Address: '10.0.1.10',
            ipv6Address: null,
            macAddress: '02:00:00:00:00:01',
          },
        ],
        position: null,
        gateway: null,
        config: null,
        createdAt,
      },
    ],
    createdAt,
    expiresAt: null,
    deletedAt: null,
    history: emptyHistory,
    ...changes,
  };
}

/** The same lab after its deletion. */
export function deleted(lab: Lab): Lab {
  return { ...lab, networks: [], containers: [], deletedAt: '2026-03-02T10:00:00.000Z' };
}

/** The value of a result that must be a success. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected success, not ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The item at an index, which must exist. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items.at(index);
  if (item === undefined) throw new Error(`there is no item ${index} of ${items.length}`);
  return item;
}
