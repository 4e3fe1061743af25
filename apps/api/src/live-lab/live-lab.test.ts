import type { LabMessage } from '@pineapple/contracts';
import {
  addContainer,
  addNetwork,
  builtInImages,
  mergeObservation,
  newLab,
  subjectId,
  unplaced,
  type ContainerObservation,
  type ContainerPhase,
  type EditContext,
  type Lab,
  type NetworkObservation,
} from '@pineapple/core';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Catalogue } from './catalogue.ts';
import { LiveLab, type LabReader } from './live-lab.ts';

const context: EditContext = {
  now: '2026-01-01T00:00:00.000Z',
  random: (size) => randomBytes(size),
  limits: { networksPerLab: 9, containersPerLab: 9, interfacesPerContainer: 9 },
  images: builtInImages,
};
const environment = { catalogue: new Catalogue([]), clock: () => new Date('2026-01-01T00:01:00.000Z') };
const reader: LabReader = {
  readLab: () => Promise.resolve(null),
  readObservations: () => Promise.resolve([]),
  readApply: () => Promise.resolve(null),
  failed: (error) => {
    throw error;
  },
};

function sound<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A lab with one network and one container; with both deleted; and with both restored. */
function lives(): { before: Lab; without: Lab; back: Lab } {
  const empty = sound(newLab({ name: 'lab', ownerId: 'usr_aaaaaaaaaaaa' }, context));
  const wired = sound(addNetwork(empty, { name: 'lan', ipv4Subnet: null, internet: false }, context)).lab;
  const full = sound(addContainer(wired, { name: 'web', image: 'host', networks: [] }, context)).lab;
  const before = { ...full, revision: 3, placement: { ...unplaced, hosts: ['mi-1'] } };
  const containers = before.containers.map((each) => ({ ...each, generation: 200_001 }));
  return {
    before,
    without: { ...before, revision: 4, containers: [], networks: [] },
    back: { ...before, revision: 5, containers },
  };
}

function containerRows(
  lab: Lab,
  known: ContainerObservation | null,
  sequence: number,
): ContainerObservation[] {
  const [container] = lab.containers;
  if (!container) throw new Error('The lab has no container.');
  const path: ContainerPhase[] = ['CREATED', 'CONNECTED', 'RUNNING', 'READY'];
  return [
    ...mergeObservation(known, {
      kind: 'container',
      labId: lab.id,
      containerId: container.id,
      name: container.name,
      image: container.image,
      phase: 'READY',
      reason: null,
      generation: container.generation,
      phases: path.map((phase, index) => ({ phase, at: new Date(sequence * 1000 + index).toISOString() })),
      interfaces: [],
      hostId: 'mi-1',
      sequence,
      version: 0,
    }),
  ];
}

function networkRow(lab: Lab, changes: Partial<NetworkObservation>): NetworkObservation {
  const [network] = lab.networks;
  if (!network) throw new Error('The lab has no network.');
  return {
    kind: 'network',
    labId: lab.id,
    networkId: network.id,
    name: network.name,
    ipv4Subnet: network.ipv4Subnet,
    internet: false,
    phase: 'ACTIVE',
    reason: null,
    hostId: 'mi-1',
    sequence: 1,
    version: 1,
    ...changes,
  };
}

const observed = (observation: ContainerObservation | NetworkObservation): LabMessage => ({
  type: 'observed',
  labId: observation.labId,
  observation,
});

const orders = ['the end, then the new life', 'the new life, then the end'] as const;
test.each(orders)(
  'shows the current state after a deletion and a restore, with messages in the order: %s',
  (order) => {
    const { before, without, back } = lives();
    const rows = [...containerRows(before, null, 1).slice(-1), networkRow(before, {})];
    const liveLab = new LiveLab(
      before,
      rows.map((row) => ({ ...row, version: 9 })),
      environment,
      reader,
    );
    const versions: number[] = [];
    liveLab.listen((change) => {
      if (change.kind === 'container')
        versions.push(change.container.readinessAt(environment.clock()).version);
    });
    liveLab.saved(without);
    liveLab.saved(back);

    const end = { hostId: 'mi-1', sequence: 2 };
    const gone = rows.map((row): LabMessage => {
      return { type: 'gone', labId: before.id, subjectId: subjectId(row), last: end };
    });
    // The records were gone when the host reported again, so versions restart at one.
    const restored = [...containerRows(back, null, 3), networkRow(back, { sequence: 3 })].map(observed);
    for (const message of order === orders[0] ? [...gone, ...restored] : [...restored, ...gone])
      liveLab.receive(message);

    expect(liveLab.snapshot.containers.map(({ phase }) => phase)).toEqual(['READY']);
    expect(liveLab.snapshot.networks.map(({ phase }) => phase)).toEqual(['ACTIVE']);
    expect(versions.at(-1)).toBe(Math.max(...versions));
    expect(versions.at(-1)).toBeGreaterThan(versions.at(-2) ?? 0);
  },
);

test('keeps the placement through edits, and takes a new one after the lab has left its hosts', () => {
  const { before, without } = lives();
  const liveLab = new LiveLab(before, [], environment, reader);
  const placed = (version: number, ...hosts: string[]) => ({ placement: { ...unplaced, version, hosts } });
  const hosts = () => liveLab.snapshot.desired.placement.hosts;
  liveLab.saved({ ...without, ...placed(0) });
  expect(hosts()).toEqual(['mi-1']);
  liveLab.saved({ ...without, revision: 6, ...placed(1) });
  expect(hosts()).toEqual([]);
  liveLab.saved({ ...without, revision: 6, ...placed(2, 'mi-2', 'mi-3') });
  expect(liveLab.snapshot.desired).toMatchObject(placed(2, 'mi-2', 'mi-3'));
  liveLab.saved({ ...without, revision: 6, ...placed(1, 'mi-1') });
  expect(hosts()).toEqual(['mi-2', 'mi-3']);
});
