import type { Lab } from '@pineapple/core';
import { newApplyId, type Apply } from '@pineapple/store';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());
/** Leaves no unconverged labs, so that the next test's figures are its own, even after a failure. */
afterEach(async () => {
  bed.aws.clearFaults();
  for (const lab of await unconvergedLabs()) await bed.labs.markConverged(lab.id, lab.revision);
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** A lab that was last edited a while ago. */
async function oldLab(): Promise<Lab> {
  const lab = await bed.make.make('a');
  const placed = await bed.labs.place(lab.id, bed.host.hostId);
  await bed.backdate(lab.id, minutesAgo(10));
  return placed;
}

/** Stores a record as an interrupted invocation leaves it. */
async function record(lab: Lab, changes: Partial<Apply>): Promise<Apply> {
  const apply: Apply = {
    applyId: newApplyId(new Date(changes.requestedAt ?? minutesAgo(9))),
    labId: lab.id,
    revision: lab.revision,
    hostId: bed.host.hostId,
    commandId: null,
    status: 'PENDING',
    output: null,
    errorOutput: null,
    requestedAt: minutesAgo(9),
    sentAt: null,
    finishedAt: null,
    expiresAt: Math.floor(Date.now() / 1000) + 3600,
    ...changes,
  };
  await bed.applies.put(apply);
  return apply;
}

/** No host is lost. */
const noHosts = { hostsLost: 0, labsMoved: 0 };
const sweep = () => bed.call('sweep-labs', {});
const applies = (lab: Lab) => bed.applies.listByLab(lab.id, 10);
const unconvergedLabs = () => bed.labs.listUnconverged('9999-01-01T00:00:00.000Z');
const unconverged = async (lab: Lab) => (await unconvergedLabs()).some(({ id }) => id === lab.id);
const converged = (lab: Lab) => eventually(async () => expect(await unconverged(lab)).toBe(false));

/** Drops all of Systems Manager's events about commands. */
const loseEvents = () =>
  bed.aws.injectFault({
    service: 'events',
    operation: 'Deliver',
    source: 'aws.ssm',
    drop: true,
    times: 1000,
  });

describe('the sweep', () => {
  test('ignores converged and recently changed labs', async () => {
    await bed.make.make('a');
    expect(await sweep()).toEqual({
      examined: 0,
      repaired: 0,
      reapplied: 0,
      failed: 0,
      ...noHosts,
    });
  });

  test('sends a lab whose edit never led to an apply', async () => {
    const lab = await oldLab();
    expect(await sweep()).toEqual({ examined: 1, repaired: 0, reapplied: 1, failed: 0, ...noHosts });
    await converged(lab);
    expect(await applies(lab)).toMatchObject([{ status: 'SUCCESS' }]);
  });

  test('recovers the end of a command whose event was lost, without sending the lab again', async () => {
    const lab = await oldLab();
    loseEvents();
    await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
    const [sent] = await applies(lab);
    await eventually(async () => expect(await bed.commandStatus(sent?.commandId ?? '')).toBe('Success'));
    expect(await unconverged(lab)).toBe(true);

    const messages = await bed.listen(lab.id);
    expect(await sweep()).toEqual({ examined: 1, repaired: 1, reapplied: 0, failed: 0, ...noHosts });
    expect(await unconverged(lab)).toBe(false);
    expect(await applies(lab)).toMatchObject([
      { status: 'SUCCESS', output: expect.stringContaining('applied') },
    ]);
    await eventually(() =>
      expect(messages).toEqual([{ type: 'apply', labId: lab.id, applyId: sent?.applyId }]),
    );
  });

  test('marks a lab as converged when only that was missed', async () => {
    const lab = await oldLab();
    const output = JSON.stringify({
      labId: lab.id,
      revision: 1,
      status: 'applied',
      message: '',
      steps: [],
      durationMs: 1,
    });
    await record(lab, { status: 'SUCCESS', commandId: 'c1', output, finishedAt: minutesAgo(8) });
    expect(await sweep()).toEqual({ examined: 1, repaired: 1, reapplied: 0, failed: 0, ...noHosts });
    expect(await unconverged(lab)).toBe(false);
    expect(await bed.host.received(lab.id)).toEqual([]);
  });

  test('waits for a running command', async () => {
    const lab = await oldLab();
    await bed.host.behave(lab.id, 'holding');
    await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => expect(await applies(lab)).toMatchObject([{ status: 'IN_PROGRESS' }]));
    const [running] = await applies(lab);
    await bed.applies.update(lab.id, running?.applyId ?? '', {
      requestedAt: minutesAgo(5),
      sentAt: minutesAgo(5),
    });
    expect(await sweep()).toEqual({ examined: 1, repaired: 0, reapplied: 0, failed: 0, ...noHosts });
    expect(await applies(lab)).toHaveLength(1);
    await bed.cancel((await applies(lab))[0]?.commandId ?? '');
    await eventually(async () => expect(await applies(lab)).toMatchObject([{ status: 'CANCELLED' }]));
  });

  test('sends a newer revision while an older command is still running', async () => {
    const lab = await oldLab();
    await bed.host.behave(lab.id, 'holding');
    await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
    await bed.make.save(lab);
    await bed.backdate(lab.id, minutesAgo(5));
    await eventually(async () => expect(await bed.host.received(lab.id)).toHaveLength(1));
    await bed.host.behave(lab.id, 'applied');
    expect(await sweep()).toEqual({ examined: 1, repaired: 0, reapplied: 1, failed: 0, ...noHosts });
    await converged(lab);
    const running = (await applies(lab)).find((apply) => apply.revision === 1);
    await bed.cancel(running?.commandId ?? '');
    await eventually(async () => expect((await applies(lab)).every((apply) => apply.finishedAt)).toBe(true));
  });

  test('closes a record whose command was never sent, and sends the lab', async () => {
    const lab = await oldLab();
    const lost = await record(lab, {});
    expect(await sweep()).toEqual({ examined: 1, repaired: 1, reapplied: 1, failed: 0, ...noHosts });
    expect(await bed.applies.get(lab.id, lost.applyId)).toMatchObject({
      status: 'FAILED',
      errorOutput: expect.stringContaining('never sent'),
    });
    await converged(lab);
  });

  test('waits for a record that is just being sent', async () => {
    const lab = await oldLab();
    await record(lab, { requestedAt: minutesAgo(0.1) });
    expect(await sweep()).toEqual({ examined: 1, repaired: 0, reapplied: 0, failed: 0, ...noHosts });
  });

  test('closes a record whose command Systems Manager no longer knows', async () => {
    const lab = await oldLab();
    const commandId = '00000000-0000-4000-8000-000000000000';
    await record(lab, { status: 'SENT', commandId, sentAt: minutesAgo(9) });
    expect(await sweep()).toMatchObject({ examined: 1, repaired: 1 });
    expect(await applies(lab)).toMatchObject([
      { status: 'FAILED', errorOutput: expect.stringContaining(commandId) },
    ]);
  });

  test.each([
    ['30 s after the first failure', [0.6], 1],
    ['not 24 s after the first failure', [0.4], 0],
    ['not 90 s after the third failure', [1.5, 3, 5], 0],
    ['two minutes after the third failure', [2.1, 4, 6], 1],
    ['not four minutes after the fifth', [4, 9, 10, 11, 12], 0],
    ['five minutes after the fifth', [5.1, 9, 10, 11, 12], 1],
  ])('retries: %s', async (_, failures, reapplied) => {
    const lab = await oldLab();
    for (const minutes of failures) {
      await record(lab, {
        status: 'FAILED',
        requestedAt: minutesAgo(minutes),
        finishedAt: minutesAgo(minutes),
      });
    }
    expect(await sweep()).toEqual({ examined: 1, repaired: 0, reapplied, failed: 0, ...noHosts });
    if (reapplied > 0) await converged(lab);
  });

  test('ignores failures of an older revision', async () => {
    const lab = await oldLab();
    await record(lab, { status: 'FAILED', requestedAt: minutesAgo(0.1), finishedAt: minutesAgo(0.1) });
    await bed.make.save(lab);
    await bed.backdate(lab.id, minutesAgo(1));
    expect(await sweep()).toMatchObject({ examined: 1, reapplied: 1 });
    await converged(lab);
  });

  test('forgets a deleted lab that is gone from its host, although the host’s report and the event were lost', async () => {
    const lab = await oldLab();
    await bed.labs.place(lab.id, bed.host.hostId);
    const deleted = await bed.make.delete(lab);
    await bed.backdate(lab.id, minutesAgo(10));
    const output = JSON.stringify({
      labId: lab.id,
      revision: deleted.revision,
      status: 'applied',
      message: '',
      steps: [],
      durationMs: 1,
    });
    await record(deleted, { status: 'SUCCESS', commandId: 'c2', output, finishedAt: minutesAgo(8) });
    expect(await sweep()).toMatchObject({ examined: 1, repaired: 1, reapplied: 0 });
    expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull();
  });

  test('runs twice at once without harm', async () => {
    const labs = await Promise.all([oldLab(), oldLab(), oldLab()]);
    await Promise.all([sweep(), sweep()]);
    for (const lab of labs) await converged(lab);
    for (const lab of labs) expect((await applies(lab)).length).toBeLessThanOrEqual(2);
  });

  test('continues with other labs when one can’t be examined', async () => {
    const broken = await oldLab();
    const intact = await oldLab();
    await bed.applies.put({ ...(await record(broken, {})), status: 'LOST' as 'FAILED' });
    expect(await sweep()).toEqual({ examined: 2, repaired: 0, reapplied: 1, failed: 1, ...noHosts });
    await converged(intact);
  });
});
