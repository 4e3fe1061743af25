import type { Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterEach(() => bed.aws.clearFaults());
afterAll(() => bed?.[Symbol.asyncDispose]());

const applies = (lab: Lab) => bed.applies.listByLab(lab.id, 10);
const settled = (lab: Lab) =>
  eventually(async () => {
    const unsettled = await bed.labs.listUnsettled('9999-01-01T00:00:00.000Z');
    expect(unsettled.map(({ id }) => id)).not.toContain(lab.id);
  });

describe('a lab comes about all the same', () => {
  test('when DynamoDB throttles for longer than one run lasts', async () => {
    const lab = await bed.make.make('a');
    const error = 'ProvisionedThroughputExceededException';
    // One run tries a request four times.
    bed.aws.injectFault({ service: 'dynamodb', operation: 'GetItem', error, times: 6 });
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await settled(lab);
    expect(await applies(lab)).toMatchObject([{ status: 'SUCCESS' }]);
    expect(bed.log.join('\n')).toContain(error);
  });

  test('when the function times out while it sends, and what it left open is no news of the lab', async () => {
    const lab = await bed.make.make('a');
    await bed.limitTime('apply-lab', 3);
    const hung = { error: 'InternalServerError', status: 500, delayMs: 7_000 };
    bed.aws.injectFault({ service: 'ssm', operation: 'SendCommand', ...hung });
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await settled(lab);
    await bed.limitTime('apply-lab', 30);
    expect(bed.log.join('\n')).toContain('Task timed out after 3.00 seconds');
    expect(await applies(lab)).toMatchObject([
      { status: 'SUCCESS', errorOutput: null },
      { status: 'PENDING', commandId: null },
    ]);
    expect(await bed.host.received(lab.id)).toHaveLength(1);
  });
});

test('a command that its host never takes up ends with a word on that, and the sweep sends the lab again', async () => {
  await using hasty = await startTestBed({ ssm: { deliverySecondMs: 1 } });
  const { aws, host } = hasty;
  const lab = await hasty.make.make('a');
  await hasty.labs.place(lab.id, host.hostId);
  const heard = await hasty.listen(lab.id);
  aws.setInstanceOnline(host.hostId, false);
  await hasty.queue('apply-lab', { labId: lab.id, cause: 'edit' });
  const ended = await eventually(async () => {
    const [apply] = await hasty.applies.listByLab(lab.id, 1);
    expect(apply).toMatchObject({
      status: 'TIMED_OUT',
      errorOutput: 'Systems Manager: DeliveryTimedOut',
    });
    return apply;
  });
  const applyId = ended?.applyId ?? '';
  await eventually(() => expect(heard.at(-1)).toEqual({ type: 'apply', labId: lab.id, applyId }));

  aws.setInstanceOnline(host.hostId, true);
  const longAgo = new Date(Date.now() - 600_000).toISOString();
  await hasty.applies.update(lab.id, applyId, { finishedAt: longAgo });
  await hasty.backdate(lab.id, longAgo);
  expect(await hasty.call('sweep-labs', {})).toMatchObject({ reapplied: 1 });
  await eventually(async () => expect(await host.received(lab.id)).toHaveLength(1));
});
