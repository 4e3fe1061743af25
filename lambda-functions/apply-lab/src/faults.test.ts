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
const converged = (lab: Lab) =>
  eventually(async () => {
    const unconverged = await bed.labs.listUnconverged('9999-01-01T00:00:00.000Z');
    expect(unconverged.map(({ id }) => id)).not.toContain(lab.id);
  });

describe('a lab converges', () => {
  test('when DynamoDB throttles for longer than one invocation retries', async () => {
    const lab = await bed.make.make('a');
    const error = 'ProvisionedThroughputExceededException';
    // One invocation attempts a request four times.
    bed.aws.injectFault({ service: 'dynamodb', operation: 'GetItem', error, times: 6 });
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await converged(lab);
    expect(await applies(lab)).toMatchObject([{ status: 'SUCCESS' }]);
    expect(bed.log.join('\n')).toContain(error);
  });

  test('when the function times out while sending, and the open record does not hide the result', async () => {
    const lab = await bed.make.make('a');
    await bed.limitTime('apply-lab', 3);
    const hung = { error: 'InternalServerError', status: 500, delayMs: 7_000 };
    bed.aws.injectFault({ service: 'ssm', operation: 'SendCommand', ...hung });
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await converged(lab);
    await bed.limitTime('apply-lab', 30);
    expect(bed.log.join('\n')).toContain('Task timed out after 3.00 seconds');
    expect(await applies(lab)).toMatchObject([
      { status: 'SUCCESS', errorOutput: null },
      { status: 'PENDING', commandId: null },
    ]);
    expect(await bed.host.received(lab.id)).toHaveLength(1);
  });
});

test('a command that its host never starts ends as TIMED_OUT, and the sweep sends the lab again', async () => {
  await using impatient = await startTestBed({ ssm: { deliverySecondMs: 1 } });
  const { aws, host } = impatient;
  const lab = await impatient.make.make('a');
  await impatient.labs.place(lab.id, host.hostId);
  const messages = await impatient.listen(lab.id);
  aws.setInstanceOnline(host.hostId, false);
  await impatient.queue('apply-lab', { labId: lab.id, cause: 'edit' });
  const ended = await eventually(async () => {
    const [apply] = await impatient.applies.listByLab(lab.id, 1);
    expect(apply).toMatchObject({
      status: 'TIMED_OUT',
      errorOutput: 'Systems Manager: DeliveryTimedOut',
    });
    return apply;
  });
  const applyId = ended?.applyId ?? '';
  await eventually(() => expect(messages.at(-1)).toEqual({ type: 'apply', labId: lab.id, applyId }));

  aws.setInstanceOnline(host.hostId, true);
  const longAgo = new Date(Date.now() - 600_000).toISOString();
  await impatient.applies.update(lab.id, applyId, { finishedAt: longAgo });
  await impatient.backdate(lab.id, longAgo);
  expect(await impatient.call('sweep-labs', {})).toMatchObject({ reapplied: 1 });
  await eventually(async () => expect(await host.received(lab.id)).toHaveLength(1));
});
