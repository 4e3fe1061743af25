import { randomBytes } from 'node:crypto';
import type { LabMessage } from '@pineapple/contracts';
import {
  addContainer,
  builtInImages,
  type ContainerObservation,
  type ContainerPhase,
  type EditContext,
  type EditError,
  type Lab,
  mergeObservation,
  newLab,
  recordEdit,
  redoEdit,
  removeContainer,
  type Result,
  startContainer,
  stopContainer,
  undoEdit,
  unplaced,
} from '@pineapple/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Catalogue } from '../../live-lab/catalogue.ts';
import { LiveLab, type LabReader } from '../../live-lab/live-lab.ts';
import { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { ReadinessChanges } from './readiness-changes.ts';

const context: EditContext = {
  now: '2026-01-01T00:00:00.000Z',
  random: (size) => randomBytes(size),
  limits: { networksPerLab: 9, containersPerLab: 9, interfacesPerContainer: 9 },
  images: builtInImages,
};
const environment = { catalogue: new Catalogue([]), clock: () => new Date('2026-01-01T00:01:00.000Z') };
const hostId = 'mi-1';

function sound<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function startingLab(): Lab {
  const empty = sound(newLab({ name: 'lab', ownerId: 'usr_aaaaaaaaaaaa' }, context));
  const lab = sound(addContainer(empty, { name: 'web', image: 'host', networks: [] }, context)).lab;
  return { ...lab, revision: 2, placement: { ...unplaced, hosts: [hostId] } };
}

/** A lab with one container, its stored rows, the messages under way from two publishers, and a subscriber. */
class World {
  lab = startingLab();
  readonly id = this.lab.containers[0]?.id ?? '';
  row: ContainerObservation | null = null;
  /** What the host has: the last manifest that reached it. */
  onHost: Lab = this.lab;
  sequence = 0;
  readonly queues: [LabMessage[], LabMessage[]] = [[], []];
  readonly reads: (() => void)[] = [];
  readonly live: LiveLab;
  readonly changes = new ReadinessChanges();
  last: ContainerPhase | null = null;
  refreshing: Promise<void> = Promise.resolve();

  constructor() {
    // What is read is what the store has at the call. The answer comes later.
    const later = <T>(value: T): Promise<T> =>
      new Promise((resolve) => this.reads.push(() => resolve(value)));
    const reader: LabReader = {
      readLab: () => later(this.lab),
      readObservations: () => later(this.row ? [this.row] : []),
      readApply: () => Promise.resolve(null),
      failed: (error) => {
        throw error;
      },
    };
    this.live = new LiveLab(this.lab, [], environment, reader);
    this.changes.know(this.live.snapshot.containers);
    this.live.listen((change) => {
      const readiness = this.changes.of(change);
      if (readiness !== null) this.last = readiness.phase;
    });
  }

  edit(edit: (lab: Lab) => Result<{ readonly lab: Lab }, EditError>): void {
    const result = edit(this.lab);
    if (!result.ok || result.value.lab === this.lab) return;
    this.lab = { ...recordEdit(this.lab, result.value.lab, randomBytes), revision: this.lab.revision + 1 };
    this.live.saved(this.lab);
  }

  apply(): void {
    this.onHost = this.lab;
  }

  /** The host reports its container, as record-event stores and publishes it. */
  report(publisher: 0 | 1, running: boolean): void {
    const container = this.onHost.containers.find(({ id }) => id === this.id);
    const desired = this.lab.containers.some(({ id }) => id === this.id);
    this.sequence += 1;
    const there: ContainerPhase = container?.power === 'off' ? 'STOPPED' : running ? 'READY' : 'CREATED';
    const phase = container ? there : desired ? 'PENDING' : 'DELETED';
    if (!desired && this.row === null) return;
    const rows = mergeObservation(this.row, {
      ...{ kind: 'container', labId: this.lab.id, containerId: this.id, name: 'web', image: 'host' },
      ...{ reason: null, interfaces: [], hostId, version: 0, sequence: this.sequence, phase },
      generation: container?.generation ?? this.row?.generation ?? 0,
      phases: [{ phase, at: new Date(this.sequence * 1000).toISOString() }],
    });
    for (const observation of rows)
      this.queues[publisher].push({ type: 'observed', labId: this.lab.id, observation });
    this.row = rows.at(-1) ?? this.row;
    if (phase !== 'DELETED') return;
    this.row = null;
    const last = { hostId, sequence: this.sequence };
    this.queues[publisher].push({ type: 'gone', labId: this.lab.id, subjectId: this.id, last });
  }

  deliver(publisher: 0 | 1): void {
    const message = this.queues[publisher].shift();
    if (message) this.live.receive(message);
  }

  /** The connection to the bus is lost with all that is under way, and the lab is read again once it is back. */
  lose(): void {
    for (const queue of this.queues) queue.length = 0;
    this.refresh();
  }

  refresh(): void {
    this.refreshing = this.live.refresh();
  }

  async answerReads(): Promise<void> {
    for (const answer of this.reads.splice(0)) answer();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Act = (world: World) => void | Promise<void>;
const publishers = fc.constantFrom<0 | 1>(0, 1);
const input = (world: World) => ({ containerId: world.id, phase: 'READY' as const });
const acts = fc.oneof(
  fc.constantFrom<Act>(
    (world) => world.edit((lab) => removeContainer(lab, input(world), context)),
    (world) => world.edit((lab) => undoEdit(lab, { stepId: null }, context)),
    (world) => world.edit((lab) => redoEdit(lab, { stepId: null }, context)),
    (world) => world.edit((lab) => stopContainer(lab, input(world), context)),
    (world) => world.edit((lab) => startContainer(lab, input(world), context)),
    (world) => world.apply(),
    (world) => world.lose(),
    (world) => world.refresh(),
    (world) => world.answerReads(),
  ),
  fc.tuple(publishers, fc.boolean()).map<Act>(
    ([publisher, running]) =>
      (world) =>
        world.report(publisher, running),
  ),
  publishers.map<Act>((publisher) => (world) => world.deliver(publisher)),
);

it('ends with the state that a query shows, whatever came late, twice or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const act of steps) await act(world);
      for (const publisher of [0, 1] as const)
        while (world.queues[publisher].length > 0) world.deliver(publisher);
      while (world.reads.length > 0) await world.answerReads();
      await world.refreshing;
      const rows = new Map(world.row ? [[world.id, world.row]] : []);
      const truth = new LabSnapshot(world.lab, rows, environment).container(world.id);
      expect(world.live.snapshot.container(world.id)?.phase).toBe(truth?.phase);
      if (world.last !== null) expect(world.last).toBe(truth?.phase ?? 'DELETED');
    }),
    { numRuns: 500, seed: 14 },
  );
});
