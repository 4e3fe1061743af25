import { hostEventTypes, type HostReported, type LabMessage } from '@pineapple/contracts';
import type { ContainerObservation, ContainerPhase, Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { reports } from '@pineapple/test-kit/labs';
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

const observe = (...observations: readonly unknown[]) =>
  bed.report(hostEventTypes.observations, { hostId: bed.host.hostId, observations });

const phases = (messages: readonly LabMessage[]) =>
  messages.flatMap((message) => (message.type === 'observed' ? [message.observation.phase] : []));
const versions = (messages: readonly LabMessage[]) =>
  messages.flatMap((message) => (message.type === 'observed' ? [message.observation.version] : []));

/** An event as EventBridge delivers it, for calls that the test waits for. */
const event = (detailType: string, detail: unknown, source: string) => ({
  version: '0',
  id: 'an-event',
  source,
  'detail-type': detailType,
  time: '2026-01-01T00:00:00Z',
  detail,
});
type Report = Readonly<Record<string, unknown>> & { readonly hostId: string };
const call = (detailType: string, detail: Report, putBy = detail.hostId) =>
  bed.call('record-event', event(detailType, detail, `pineapple.host.${putBy}`));
const callObserved = (...observations: readonly unknown[]) =>
  call(hostEventTypes.observations, { hostId: bed.host.hostId, observations });

describe('reports of a host', () => {
  test('are stored, and every phase is published in order with its own version', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    const messages = await bed.listen(lab.id);
    await observe(
      report.container('CREATED', 1),
      report.container('RUNNING', 2),
      report.container('READY', 3),
    );
    await eventually(() => expect(phases(messages)).toEqual(['CREATED', 'CONNECTED', 'RUNNING', 'READY']));
    expect(versions(messages)).toEqual([1, 2, 3, 4]);
    expect(await bed.observations.listByLab(lab.id)).toEqual([report.container('READY', 3, { version: 4 })]);
  });

  test('about a container and its network are both stored', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    await callObserved(report.network('ACTIVE', 1), report.container('READY', 2));
    expect((await bed.observations.listByLab(lab.id)).map((row) => row.phase).toSorted()).toEqual([
      'ACTIVE',
      'READY',
    ]);
  });

  test('that are duplicates change nothing and are published again with the same version', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId).container('CREATED', 5);
    await callObserved(report);
    const messages = await bed.listen(lab.id);
    await callObserved(report);
    await eventually(() => expect(versions(messages)).toEqual([1]));
    expect(await bed.observations.listByLab(lab.id)).toMatchObject([{ version: 1 }]);
  });

  test('that arrive out of order result in the newest one', async () => {
    const order: readonly ContainerPhase[] = ['READY', 'CREATED', 'RUNNING', 'CONNECTED'];
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    const messages = await bed.listen(lab.id);
    const sequence = { CREATED: 1, CONNECTED: 2, RUNNING: 3, READY: 4 } as Record<ContainerPhase, number>;
    for (const phase of order) await callObserved(report.container(phase, sequence[phase]));
    await eventually(() => expect(phases(messages)).toEqual(['CREATED', 'CONNECTED', 'RUNNING', 'READY']));
    expect(await bed.observations.listByLab(lab.id)).toMatchObject([{ phase: 'READY', sequence: 4 }]);
  });

  test('that race result in the newest one, and no version is used twice', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    const messages = await bed.listen(lab.id);
    const racing = Array.from({ length: 24 }, (_, index) =>
      report.container('READY', index + 1, { reason: `report ${index + 1}` }),
    );
    await Promise.all(racing.map((one) => callObserved(one)));
    const [row] = await bed.observations.listByLab(lab.id);
    expect(row).toMatchObject({ sequence: 24, reason: 'report 24' });
    await eventually(() => expect(versions(messages)).toContain(row?.version));
    expect(new Set(versions(messages)).size).toBe(messages.length);
  });

  test('of a host that the lab is not on are dropped', async () => {
    const lab = await placedLab('a');
    const foreign = reports(lab, 'mi-0000000000000dead').container('READY', 1);
    const detail = { hostId: 'mi-0000000000000dead', observations: [foreign] };
    expect(await call(hostEventTypes.observations, detail)).toMatchObject({
      outcome: 'dropped',
      reason: expect.stringContaining('not placed on mi-0000000000000dead'),
    });
    expect(await bed.observations.listByLab(lab.id)).toEqual([]);
    expect(await bed.files.list(lab.id)).toEqual([]);
  });

  test('of a host that IAM knows as another one are dropped', async () => {
    const lab = await placedLab('a');
    const { hostId } = bed.host;
    const detail = { hostId, observations: [reports(lab, hostId).container('READY', 1)] };
    const putBy = (identity: string) => call(hostEventTypes.observations, detail, identity);
    expect(await putBy('AROAEXAMPLE:i-0123456789abcdef0')).toEqual({
      outcome: 'dropped',
      reason: `The host i-0123456789abcdef0 reported as ${hostId}.`,
    });
    expect(await putBy('')).toMatchObject({ outcome: 'dropped' });
    expect(await bed.observations.listByLab(lab.id)).toEqual([]);
    expect(await putBy(`AROAEXAMPLE:${hostId}`)).toEqual({ outcome: 'recorded' });
  });

  test('that name another host, or a container of another lab, are dropped', async () => {
    const lab = await placedLab('a');
    const other = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    const strange = reports(other, bed.host.hostId).container('READY', 1, { labId: lab.id });
    const borrowed = report.container('READY', 1, { hostId: 'mi-0000000000000dead' });
    const answer = await callObserved(strange, borrowed, report.container('CREATED', 2));
    expect(answer).toMatchObject({ outcome: 'dropped', reason: expect.stringContaining('2 report(s)') });
    expect(await bed.observations.listByLab(lab.id)).toMatchObject([{ phase: 'CREATED' }]);
    expect(await bed.observations.listByLab(other.id)).toEqual([]);
  });

  test('about a lab that does not exist are dropped', async () => {
    const lab = await placedLab('a');
    const stranger = { ...lab, id: 'lab_zzzzzzzzzzzz' };
    const report = reports(lab, bed.host.hostId).container('READY', 1, {
      labId: stranger.id,
      containerId: 'ctr_zzzzzzzzzzzz_aaaaaa',
    });
    expect(await callObserved(report)).toMatchObject({
      outcome: 'dropped',
      reason: expect.stringContaining('does not exist'),
    });
  });

  test('are retried by Lambda when DynamoDB refuses the write', async () => {
    const lab = await placedLab('a');
    const messages = await bed.listen(lab.id);
    bed.aws.injectFault({ service: 'dynamodb', operation: 'PutItem', error: 'AccessDeniedException' });
    await observe(reports(lab, bed.host.hostId).container('READY', 1));
    await eventually(() => expect(phases(messages).at(-1)).toBe('READY'));
  });
});

describe('a removed container or network', () => {
  const withoutAll = (lab: Lab) => bed.make.save({ ...lab, containers: [], networks: [] });

  test('has its end published and its row removed', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    await callObserved(report.container('READY', 1), report.network('ACTIVE', 2));
    await withoutAll(lab);
    const messages = await bed.listen(lab.id);
    await observe(report.container('DELETED', 3), report.network('DELETED', 4));
    await eventually(() => expect(messages.filter((message) => message.type === 'gone')).toHaveLength(2));
    expect(phases(messages).toSorted()).toEqual(['DELETED', 'DELETED', 'DELETING']);
    expect(messages.at(-1)?.type).toBe('gone');
    expect(await bed.observations.listByLab(lab.id)).toEqual([]);
  });

  test('does not reappear through a late report', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    await callObserved(report.container('CREATED', 1));
    await withoutAll(lab);
    await callObserved(report.container('DELETED', 3));
    await callObserved(report.container('READY', 2));
    expect(await bed.observations.listByLab(lab.id)).toEqual([]);
  });

  test('becomes pending and keeps its row when the host lost it although it is desired', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    await callObserved(report.container('READY', 1));
    await callObserved(report.container('DELETED', 2));
    const [row] = await bed.observations.listByLab(lab.id);
    expect(row).toMatchObject({
      phase: 'PENDING',
      reason: expect.stringContaining('will be recreated'),
      version: 6,
    });
  });
});

describe('a removed lab', () => {
  test('is forgotten once its host has nothing left, and that is published', async () => {
    const lab = await placedLab('a');
    const report = reports(lab, bed.host.hostId);
    await callObserved(report.container('READY', 1));
    await bed.files.put(lab.id, 'a'.repeat(64), Buffer.from('a'));
    await bed.make.delete(lab);
    const messages = await bed.listen(lab.id);
    await bed.report(hostEventTypes.labRemoved, {
      hostId: bed.host.hostId,
      labId: lab.id,
      revision: 2,
      sequence: 9,
    });
    await eventually(() =>
      expect(messages.map((message) => message.type)).toEqual(['observed', 'gone', 'deleted']),
    );
    expect(phases(messages)).toEqual(['DELETED']);
    expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull();
    expect(await bed.observations.listByLab(lab.id)).toEqual([]);
  });

  test.each([
    ['a lab that its owner did not delete', false, undefined, 'dropped'],
    ['a lab on another host', true, 'mi-0000000000000dead', 'recorded'],
  ])('%s is not forgotten', async (_, deleted, hostId, outcome) => {
    const lab = await placedLab('a');
    if (deleted) await bed.make.delete(lab);
    const detail = { hostId: hostId ?? bed.host.hostId, labId: lab.id, revision: 1, sequence: 1 };
    expect(await call(hostEventTypes.labRemoved, detail)).toMatchObject({ outcome });
    expect(await bed.labs.get(lab.id, { consistent: true })).not.toBeNull();
  });
});

describe('a host’s report about itself', () => {
  const host = (sequence: number, up: boolean): HostReported => ({
    hostId: 'mi-0000000000000beef',
    at: new Date().toISOString(),
    agentVersion: '1',
    docker: { up, version: '20.10', reason: null },
    limitations: [],
    room: null,
    underlayAddress: null,
    sequence,
  });

  test('is stored and published, unless it is older than the stored one', async () => {
    const messages = await bed.listenToHosts();
    await call(hostEventTypes.host, host(2, true));
    await call(hostEventTypes.host, host(1, false));
    await eventually(() => expect(messages).toEqual(['mi-0000000000000beef']));
    expect(await bed.hosts.get('mi-0000000000000beef')).toMatchObject({ sequence: 2, docker: { up: true } });
  });
});

describe('a host', () => {
  test('gets the labs that wait for one with its first report', async () => {
    bed.aws.registerInstance(bed.other.instance);
    bed.aws.setInstanceOnline(bed.host.hostId, false);
    const lab = await bed.make.make('a');
    expect(await bed.call('apply-lab', { labId: lab.id, cause: 'edit' })).toMatchObject({
      outcome: 'no-host',
      reason: expect.stringContaining('No host is ready'),
    });
    const { hostId } = bed.other;
    const docker = { up: true, version: '20.10', reason: null };
    const at = new Date().toISOString();
    const rest = { agentVersion: '0.1.0', limitations: [], room: null, underlayAddress: null, sequence: 1 };
    await call(hostEventTypes.host, { hostId, at, docker, ...rest });
    await eventually(async () => expect((await bed.labs.get(lab.id))?.placement.hosts).toEqual([hostId]));
    bed.aws.setInstanceOnline(bed.host.hostId, true);
  });

  test('that Auto Scaling ends is drained', async () => {
    const { hostId } = bed.host;
    const lab = await placedLab('a');
    const detail = { EC2InstanceId: hostId, AutoScalingGroupName: 'pineapple-hosts' };
    const ending = event('EC2 Instance-terminate Lifecycle Action', detail, 'aws.autoscaling');
    expect(await bed.call('record-event', ending)).toEqual({ outcome: 'recorded' });
    const drained = await bed.hosts.get(hostId);
    expect(drained).toMatchObject({ cordoned: true });
    expect([...(drained?.orphans ?? [])]).toContain(lab.id);
    expect((await bed.labs.get(lab.id))?.placement.hosts).not.toContain(hostId);
    const unknown = { ...ending, detail: { EC2InstanceId: 'i-0123456789abcdef0' } };
    expect(await bed.call('record-event', unknown)).toMatchObject({ outcome: 'dropped' });
  });
});

describe('an unknown event', () => {
  const observation = (lab: Lab): ContainerObservation => reports(lab, bed.host.hostId).container('READY', 1);

  test('is dropped and logged without user input', async () => {
    const lab = await placedLab('secret-name');
    const malformed = { hostId: bed.host.hostId, observations: [{ ...observation(lab), sequence: 'soon' }] };
    expect(await call(hostEventTypes.observations, malformed)).toMatchObject({ outcome: 'dropped' });
    const line = bed.log.findLast((entry) => entry.includes('dropped an event'));
    expect(line).toContain('sequence');
    expect(line).not.toContain('secret-name');
  });

  test.each([null, 'text', {}, { source: 'pineapple.host.x', 'detail-type': 'Coffee Ready', detail: {} }])(
    'is dropped: %j',
    async (input) => {
      expect(await bed.call('record-event', input)).toMatchObject({ outcome: 'dropped' });
    },
  );
});

describe('the end of a build', () => {
  test('is recorded once, from the host that was asked', async () => {
    const image = {
      ...{ ownerId: 'usr_builds', name: 'mine', buildId: 'one', digest: 'd'.repeat(32) },
      ...{
        dockerfile: 'FROM host',
        pulledFrom: null,
        pinned: null,
        context: null,
        reason: null,
        hostId: bed.host.hostId,
      },
      ...{ state: 'building' as const, requestedAt: '2026-01-01T00:00:00.000Z' },
    };
    await bed.images.start(image, null);
    const { ownerId, name, buildId } = image;
    const end = { hostId: bed.host.hostId, ownerId, name, buildId, outcome: 'ready', reason: null };
    const type = hostEventTypes.imageBuilt;
    const dropped = { outcome: 'dropped' };
    expect(await call(type, { ...end, hostId: bed.other.hostId })).toMatchObject(dropped);
    expect(await call(type, { ...end, buildId: 'two' })).toMatchObject(dropped);
    expect((await bed.images.get(ownerId, name))?.state).toBe('building');
    expect(await call(type, end)).toEqual({ outcome: 'recorded' });
    expect(await call(type, { ...end, outcome: 'failed', reason: 'late' })).toMatchObject(dropped);
    expect(await bed.images.get(ownerId, name)).toMatchObject({ state: 'ready', reason: null });
  });
});

describe('a saved container', () => {
  const { ownerId, id: snapshotId } = { ownerId: 'usr_snapshots', id: 'snp_aaaaaaaaaaaa' };
  const type = hostEventTypes.contentsSaved;
  const dropped = { outcome: 'dropped' };
  const begin = (id: string) =>
    bed.snapshots.create({
      ...{ ownerId, id, name: id, labId: 'lab_gone', labName: 'Ring', state: 'saving', reason: null },
      ...{ createdAt: new Date().toISOString(), lab: { sha256: 'a'.repeat(64), bytes: 10 }, saved: {} },
      containers: ['ctr_1', 'ctr_2'].map((each) => {
        return { id: each, name: each, power: 'on' as const, hostId: bed.host.hostId };
      }),
    });
  const saved = (containerId: string, bytes = 20) => ({
    ...{ hostId: bed.host.hostId, ownerId, snapshotId, containerId, outcome: 'saved', reason: null },
    saved: { sha256: 'b'.repeat(64), bytes },
  });

  test('is recorded from the host that has it, and the last one makes the snapshot ready', async () => {
    await begin(snapshotId);
    const state = async () => (await bed.snapshots.get(ownerId, snapshotId))?.state;
    expect(await call(type, { ...saved('ctr_1'), hostId: bed.other.hostId })).toMatchObject(dropped);
    expect(await call(type, saved('ctr_3'))).toMatchObject(dropped);
    expect(await call(type, saved('ctr_1'))).toEqual({ outcome: 'recorded' });
    expect(await call(type, saved('ctr_1'))).toEqual({ outcome: 'recorded' });
    expect(await state()).toBe('saving');
    expect(await call(type, saved('ctr_2'))).toEqual({ outcome: 'recorded' });
    expect(await state()).toBe('ready');
    expect(await call(type, saved('ctr_2'))).toMatchObject(dropped);
  });

  test('fails the snapshot when it could not be read, or is more than its owner may store', async () => {
    await begin('snp_bbbbbbbbbbbb');
    const other = { snapshotId: 'snp_bbbbbbbbbbbb' };
    const reason = "'ctr_1' could not be saved.";
    await call(type, { ...saved('ctr_1'), ...other, outcome: 'failed', saved: null, reason });
    expect(await bed.snapshots.get(ownerId, 'snp_bbbbbbbbbbbb')).toMatchObject({ state: 'failed', reason });
    await begin('snp_cccccccccccc');
    const large = { snapshotId: 'snp_cccccccccccc' };
    await call(type, { ...saved('ctr_1', 1_000_000_000), ...large });
    await call(type, { ...saved('ctr_2', 100_000_000), ...large });
    expect(await bed.snapshots.get(ownerId, 'snp_cccccccccccc')).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/It has 1050 MB, .* of 1024 MB\. Delete one/) as string,
    });
  });
});
