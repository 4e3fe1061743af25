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
  test('places a lab, sends all of it to its host and keeps a record of the command', async () => {
    const lab = await bed.make.make('a', 'b');
    const heard = await bed.listen(lab.id);
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
    expect(heard).toContainEqual({ type: 'apply', labId: lab.id, applyId: record?.applyId });
  });

  test('sends what is stored now, not what was when it was asked', async () => {
    const first = await bed.make.make('a');
    await bed.make.save({ ...first, containers: [] });
    expect(await apply(first.id)).toMatchObject({ outcome: 'sent', revision: 2 });
    await eventually(async () =>
      expect(await bed.host.received(first.id)).toMatchObject([{ revision: 2, containers: [] }]),
    );
  });

  test('places a new lab with nothing in it and settles it, without a command to its host', async () => {
    const lab = await bed.make.makeEmpty();
    const heard = await bed.listen(lab.id);
    expect(await apply(lab.id)).toEqual({ outcome: 'placed', hostId: bed.host.hostId, revision: 1 });
    expect((await bed.labs.get(lab.id, { consistent: true }))?.placement.hosts).toEqual([bed.host.hostId]);
    const unsettled = await bed.labs.listUnsettled('9999-01-01T00:00:00.000Z');
    expect(unsettled.map(({ id }) => id)).not.toContain(lab.id);

    const records = await bed.applies.listByLab(lab.id, 10);
    expect(records).toMatchObject([{ status: 'SUCCESS', hostId: bed.host.hostId, commandId: null }]);
    const applyId = records[0]?.applyId ?? '';
    await eventually(() => expect(heard).toEqual([{ type: 'apply', labId: lab.id, applyId }]));
    expect(await bed.host.received(lab.id)).toEqual([]);

    // What had something in it once is not new: its host has to hear that nothing may be left.
    const emptied = await bed.make.save(lab);
    expect(await apply(emptied.id)).toMatchObject({ outcome: 'sent', revision: 2 });
  });

  test('called twice at once it sends twice to one host and harms nothing', async () => {
    const lab = await bed.make.make('a');
    const answers = await Promise.all([apply(lab.id), apply(lab.id)]);
    expect(answers).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }]);
    expect(await bed.applies.listByLab(lab.id, 10)).toHaveLength(2);
  });

  test('a lab that does not exist is gone', async () => {
    expect(await apply('lab_aaaaaaaaaaaa')).toEqual({ outcome: 'gone' });
  });

  test('a request that is none is a fault', async () => {
    await expect(bed.call('apply-lab', { labId: '../etc', cause: 'edit' })).rejects.toThrow(/labId/);
  });

  test('a deleted lab is sent as one of which nothing may be left', async () => {
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

  test('a lab that was deleted before it came to a host is forgotten at once', async () => {
    const lab = await bed.make.make('a');
    await bed.make.delete(lab);
    expect(await apply(lab.id)).toEqual({ outcome: 'gone' });
    expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull();
    expect(await bed.host.received(lab.id)).toEqual([]);
  });

  test('deleted while it is being placed, a lab is either never sent or sent again as removed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const lab = await bed.make.make('a');
      const [first] = await Promise.all([apply(lab.id), bed.make.delete(lab).then(() => apply(lab.id))]);
      const left = await bed.labs.get(lab.id, { consistent: true });
      const received = first.outcome === 'sent';
      // Forgotten, so nothing was sent; or placed, and then its end is on its way to the host.
      if (left === null && received) {
        await eventually(async () =>
          expect((await bed.host.received(lab.id)).some((sent) => sent.removed)).toBe(true),
        );
      }
      if (left !== null) expect(left.placement.hosts).toEqual([bed.host.hostId]);
    }
  });
});

describe('apply-lab, when Systems Manager does not do its part', () => {
  test('without a host online it says so, keeps a record and tells the owner', async () => {
    const lab = await bed.make.make('a');
    const heard = await bed.listen(lab.id);
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
    expect(heard).toEqual([{ type: 'apply', labId: lab.id, applyId: record?.applyId }]);
    expect((await bed.labs.get(lab.id, { consistent: true }))?.placement.hosts).toEqual([]);

    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent' });
  });

  test('the SDK sits a short throttling out', async () => {
    const lab = await bed.make.make('a');
    bed.aws.injectFault({ service: 'ssm', operation: 'SendCommand', error: 'ThrottlingException', times: 2 });
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent' });
  });

  test('throttled for long it answers and keeps the reason', async () => {
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

  test('a host that Systems Manager does not know any more is the reason on record', async () => {
    const lab = await bed.make.make('a');
    await bed.labs.place(lab.id, 'mi-0000000000000dead');
    expect(await apply(lab.id)).toEqual({
      outcome: 'not-sent',
      reason: expect.stringContaining('InvalidInstanceId'),
    });
  });

  test('a host whose Docker is down is used only while there is no other', async () => {
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
    // What is on its way there counts for the next lab that is placed, until the host says how much room it has.
    expect(await bed.hosts.get(bed.host.hostId)).toMatchObject({ arriving: 1 });
  });
});
