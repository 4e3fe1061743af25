import { randomUUID } from 'node:crypto';
import { applyLabResponse, hostEventTypes, type HostReported } from '@pineapple/contracts';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

const apply = async (labId: string) =>
  applyLabResponse.parse(await bed.call('apply-lab', { labId, cause: 'edit' }));

describe('apply-lab', () => {
  test('places a lab, sends it to its host and records the apply', async () => {
    const lab = await bed.make.make('a', 'b');
    const messages = await bed.listen(lab.id);
    const answer = await apply(lab.id);
    expect(answer).toEqual({
      outcome: 'sent',
      commandId: expect.any(String),
      hostId: bed.host.hostId,
      revision: 1,
    });
    expect((await bed.labs.get(lab.id, { consistent: true }))?.placement.hosts).toEqual([bed.host.hostId]);

    await eventually(async () => expect(await bed.host.received(lab.id)).toHaveLength(1));
    const [received] = await bed.host.received(lab.id);
    expect(received).toMatchObject({
      revision: 1,
      removed: false,
      containers: [{ name: 'a' }, { name: 'b' }],
    });
    expect(received?.containers[0]?.imageReference).toBe('pineapple/host:1');

    const [record] = await bed.applies.listByLab(lab.id, 10);
    expect(record).toMatchObject({
      revision: 1,
      hostId: bed.host.hostId,
      commandId: 'commandId' in answer && answer.commandId,
    });
    expect(messages).toContainEqual({ type: 'apply', labId: lab.id, applyId: record?.applyId });
  });

  test('sends the lab as it is stored now, not as it was at the call', async () => {
    const first = await bed.make.make('a');
    await bed.make.save({ ...first, containers: [] });
    expect(await apply(first.id)).toMatchObject({ outcome: 'sent', revision: 2 });
    await eventually(async () =>
      expect(await bed.host.received(first.id)).toMatchObject([{ revision: 2, containers: [] }]),
    );
  });

  test('places a new empty lab and marks it as converged, without a command', async () => {
    const lab = await bed.make.makeEmpty();
    const messages = await bed.listen(lab.id);
    expect(await apply(lab.id)).toEqual({ outcome: 'placed', hostId: bed.host.hostId, revision: 1 });
    expect((await bed.labs.get(lab.id, { consistent: true }))?.placement.hosts).toEqual([bed.host.hostId]);
    const unconverged = await bed.labs.listUnconverged('9999-01-01T00:00:00.000Z');
    expect(unconverged.map(({ id }) => id)).not.toContain(lab.id);

    const records = await bed.applies.listByLab(lab.id, 10);
    expect(records).toMatchObject([{ status: 'SUCCESS', hostId: bed.host.hostId, commandId: null }]);
    const applyId = records[0]?.applyId ?? '';
    await eventually(() => expect(messages).toEqual([{ type: 'apply', labId: lab.id, applyId }]));
    expect(await bed.host.received(lab.id)).toEqual([]);

    // A lab that was not always empty is sent, so that its host removes everything.
    const emptied = await bed.make.save(lab);
    expect(await apply(emptied.id)).toMatchObject({ outcome: 'sent', revision: 2 });
  });

  test('called twice at once, it sends the lab to the same host twice without harm', async () => {
    const lab = await bed.make.make('a');
    const answers = await Promise.all([apply(lab.id), apply(lab.id)]);
    expect(answers).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }]);
    expect(await bed.applies.listByLab(lab.id, 10)).toHaveLength(2);
  });

  test('a lab that does not exist results in gone', async () => {
    expect(await apply('lab_aaaaaaaaaaaa')).toEqual({ outcome: 'gone' });
  });

  test('an invalid request is an error', async () => {
    await expect(bed.call('apply-lab', { labId: '../etc', cause: 'edit' })).rejects.toThrow(/labId/);
  });

  test('a deleted lab is sent as removed', async () => {
    const lab = await bed.make.make('a');
    await apply(lab.id);
    await bed.make.delete(lab);
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent', revision: 2 });
    await eventually(async () =>
      expect(await bed.host.received(lab.id)).toContainEqual(
        expect.objectContaining({ revision: 2, removed: true, containers: [] }),
      ),
    );
  });

  test('a lab that was deleted before it had a host is forgotten at once', async () => {
    const lab = await bed.make.make('a');
    await bed.files.put(lab.id, 'a'.repeat(64), Buffer.from('a'));
    await bed.make.delete(lab);
    expect(await apply(lab.id)).toEqual({ outcome: 'gone' });
    expect(await bed.files.list(lab.id)).toEqual([]);
    expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull();
    expect(await bed.host.received(lab.id)).toEqual([]);
  });

  test('a lab that is deleted during its placement is either never sent or also sent as removed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const lab = await bed.make.make('a');
      const [first] = await Promise.all([apply(lab.id), bed.make.delete(lab).then(() => apply(lab.id))]);
      const left = await bed.labs.get(lab.id, { consistent: true });
      const received = first.outcome === 'sent';
      // Either it was forgotten before anything was sent, or its removal is sent too.
      if (left === null && received) {
        await eventually(async () =>
          expect((await bed.host.received(lab.id)).some((sent) => sent.removed)).toBe(true),
        );
      }
      if (left !== null) expect(left.placement.hosts).toEqual([bed.host.hostId]);
    }
  });
});

describe('apply-lab, when Systems Manager fails', () => {
  test('without an online host it returns the reason, records it and publishes it', async () => {
    const lab = await bed.make.make('a');
    const messages = await bed.listen(lab.id);
    bed.aws.setInstanceOnline(bed.host.hostId, false);
    const answer = await apply(lab.id).finally(() => bed.aws.setInstanceOnline(bed.host.hostId, true));
    expect(answer).toEqual({ outcome: 'no-host', reason: expect.stringContaining('No host is online') });
    const [record] = await bed.applies.listByLab(lab.id, 10);
    expect(record).toMatchObject({
      status: 'FAILED',
      hostId: null,
      commandId: null,
      errorOutput: expect.stringContaining('No host is online'),
    });
    expect(messages).toEqual([{ type: 'apply', labId: lab.id, applyId: record?.applyId }]);
    expect((await bed.labs.get(lab.id, { consistent: true }))?.placement.hosts).toEqual([]);

    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent' });
  });

  test('the SDK retries a short throttling', async () => {
    const lab = await bed.make.make('a');
    bed.aws.injectFault({ service: 'ssm', operation: 'SendCommand', error: 'ThrottlingException', times: 2 });
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent' });
  });

  test('a long throttling is returned and recorded', async () => {
    const lab = await bed.make.make('a');
    bed.aws.injectFault({
      service: 'ssm',
      operation: 'SendCommand',
      error: 'ThrottlingException',
      times: 20,
    });
    const answer = await apply(lab.id).finally(() => bed.aws.clearFaults());
    expect(answer).toEqual({ outcome: 'not-sent', reason: expect.stringContaining('ThrottlingException') });
    expect(await bed.applies.listByLab(lab.id, 10)).toMatchObject([
      {
        status: 'FAILED',
        hostId: bed.host.hostId,
        errorOutput: expect.stringContaining('ThrottlingException'),
      },
    ]);
  });

  test('a host that Systems Manager no longer knows is recorded as the reason', async () => {
    const lab = await bed.make.make('a');
    await bed.labs.place(lab.id, 'mi-0000000000000dead');
    expect(await apply(lab.id)).toEqual({
      outcome: 'not-sent',
      reason: expect.stringContaining('InvalidInstanceId'),
    });
  });

  test('a host whose Docker is down is used while no other host is online', async () => {
    const down: HostReported = {
      hostId: bed.host.hostId,
      at: new Date().toISOString(),
      agentVersion: '1',
      docker: { up: false, version: null, reason: 'stopped' },
      limitations: [],
      room: null,
      underlayAddress: null,
      sequence: 1,
    };
    await bed.report(hostEventTypes.host, down);
    await eventually(async () => expect(await bed.hosts.get(bed.host.hostId)).toMatchObject(down));
    const lab = await bed.make.make('a');
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent', hostId: bed.host.hostId });
    // Arriving containers count in the next placement, until the host reports its capacity.
    expect(await bed.hosts.get(bed.host.hostId)).toMatchObject({ arriving: 1 });
  });
});

describe('an image of a user', () => {
  const image = {
    ...{ ownerId: 'usr_images', name: 'mine', buildId: randomUUID(), digest: 'c'.repeat(32) },
    ...{
      dockerfile: 'FROM router\nRUN true',
      reason: null,
      hostId: null,
      pulledFrom: null,
      pinned: null,
      context: null,
    },
    requestedAt: '2026-01-01T00:00:00.000Z',
  };
  const { ownerId, name, buildId } = image;
  const build = (request: object) => bed.call('apply-lab', { buildImage: request });

  test('is sent to a host, which is recorded, unless it was cancelled', async () => {
    await bed.images.start({ ...image, state: 'building' }, null);
    expect(await build({ ownerId, name, buildId: 'another' })).toMatchObject({ outcome: 'not-sent' });
    const { hostId } = bed.host;
    expect(await build({ ownerId, name, buildId })).toEqual({ outcome: 'sent', hostId });
    expect(await bed.images.get(ownerId, name)).toMatchObject({ state: 'building', hostId });
    await bed.images.finish(image, { state: 'cancelled', reason: 'You cancelled it.' });
    expect(await build({ ownerId, name, buildId })).toMatchObject({ outcome: 'not-sent' });
  });

  test('goes with the lab of its owner, so that any host can build it', async () => {
    const lab = await bed.make.make('a');
    await bed.images.start({ ...image, ownerId: lab.ownerId, state: 'ready' }, null);
    const containers = lab.containers.map((each) => ({ ...each, image: 'mine' }));
    const changed = await bed.make.save({ ...lab, containers });
    expect(await apply(changed.id)).toMatchObject({ outcome: 'sent' });
    await eventually(async () => expect(await bed.host.received(lab.id)).toHaveLength(1));
    const reference = `pineapple/own:${image.digest}`;
    expect(await bed.host.received(lab.id)).toMatchObject([
      {
        containers: [{ image: 'mine', imageReference: reference }],
        builds: [{ reference, base: 'pineapple/router:1', dockerfile: image.dockerfile }],
      },
    ]);
    await bed.images.remove(lab.ownerId, 'mine');
  });
});

describe('a snapshot', () => {
  test('is saved by the hosts of its lab, which are recorded, unless one is away', async () => {
    const lab = await bed.make.make('a', 'b');
    const snapshot = {
      ...{ ownerId: lab.ownerId, id: 'snp_aaaaaaaaaaaa', name: 'Before', labId: lab.id, labName: lab.name },
      ...{ state: 'saving' as const, reason: null, createdAt: new Date().toISOString(), saved: {} },
      lab: { sha256: 'a'.repeat(64), bytes: 1 },
      containers: lab.containers.map(({ id, name }) => ({ id, name, power: 'on' as const, hostId: null })),
    };
    await bed.snapshots.create(snapshot);
    const save = () =>
      bed.call('apply-lab', { saveSnapshot: { ownerId: lab.ownerId, snapshotId: snapshot.id } });
    expect(await save()).toEqual({
      outcome: 'not-sent',
      reason: "The container 'a' is on no host yet. Try again in a moment.",
    });
    await apply(lab.id);
    await eventually(async () => expect(await bed.host.received(lab.id)).toHaveLength(1));
    expect(await save()).toEqual({ outcome: 'sent' });
    const { hostId } = bed.host;
    expect(await bed.snapshots.get(lab.ownerId, snapshot.id)).toMatchObject({
      containers: [{ hostId }, { hostId }],
    });
    await bed.snapshots.discard(snapshot);
    expect(await save()).toMatchObject({ outcome: 'not-sent' });
  });
});
