import type { Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

async function placedLab(...containers: string[]): Promise<Lab> {
  const lab = await bed.make.make(...containers);
  return bed.labs.place(lab.id, bed.host.hostId);
}

/** The event of a command that no other test sent. */
const status = (name: string, document: string) =>
  bed.call('record-event', {
    id: 'an-event',
    source: 'aws.ssm',
    'detail-type': 'EC2 Command Invocation Status-change Notification',
    detail: {
      'command-id': '00000000-0000-4000-8000-000000000000',
      'document-name': document,
      'instance-id': bed.host.hostId,
      status: name,
    },
  });

describe('the end of a command', () => {
  const unconverged = async (lab: Lab) =>
    (await bed.labs.listUnconverged('9999-01-01T00:00:00.000Z')).some(({ id }) => id === lab.id);
  const lastApply = async (lab: Lab) => (await bed.applies.listByLab(lab.id, 1))[0];

  test('in success marks the lab as converged and stores the report', async () => {
    const lab = await bed.make.make('a');
    const messages = await bed.listen(lab.id);
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => expect(await unconverged(lab)).toBe(false));
    const record = await lastApply(lab);
    expect(record).toMatchObject({
      status: 'SUCCESS',
      output: expect.stringContaining('"applied"'),
      errorOutput: null,
    });
    expect(Date.parse(record?.finishedAt ?? '')).toBeGreaterThanOrEqual(
      Math.floor(Date.parse(record?.sentAt ?? '') / 1000) * 1000,
    );
    await eventually(() =>
      expect(messages.filter((message) => message.type === 'apply').length).toBeGreaterThanOrEqual(2),
    );
  });

  test.each([
    ['failed', 'FAILED'],
    ['garbage', 'FAILED'],
    ['stale', 'SUCCESS'],
  ] as const)('with the report "%s" is %s and leaves the lab to the sweep', async (manner, status) => {
    const lab = await bed.make.make('a');
    await bed.host.behave(lab.id, manner);
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => expect(await lastApply(lab)).toMatchObject({ status }));
    expect(await unconverged(lab)).toBe(true);
    if (manner === 'garbage') expect((await lastApply(lab))?.errorOutput).toContain('connection refused');
  });

  test('of an older revision does not mark a newer one as converged', async () => {
    const lab = await bed.make.make('a');
    bed.aws.injectFault({
      service: 'events',
      operation: 'Deliver',
      source: 'aws.ssm',
      delayMs: 300,
      times: 2,
    });
    await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
    await bed.make.save(lab);
    await eventually(async () =>
      expect(await lastApply(lab)).toMatchObject({ status: 'SUCCESS', revision: 1 }),
    );
    expect(await unconverged(lab)).toBe(true);
  });

  test('before its record exists is an error, so that Lambda retries; an earlier status is dropped', async () => {
    await expect(status('Success', 'Pineapple-ApplyLab')).rejects.toThrow(/not recorded yet/);
    expect(await status('InProgress', 'Pineapple-ApplyLab')).toMatchObject({ outcome: 'dropped' });
  });

  test('of a deleted lab forgets it, even if the host’s own report was lost', async () => {
    const lab = await placedLab('a');
    await bed.make.delete(lab);
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull());
  });

  test('of another document is dropped', async () => {
    expect(await status('Success', 'AWS-RunShellScript')).toMatchObject({ outcome: 'dropped' });
  });
});
