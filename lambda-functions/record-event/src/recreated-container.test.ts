import type { LabMessage } from '@pineapple/contracts';
import type { Lab, Observation } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { reports } from '@pineapple/test-kit/labs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordEventPorts } from './ports.ts';
import { recordObservations } from './record-observations.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

/** Records reports as an invocation does that read this version of the lab. */
async function record(
  lab: Lab,
  observations: readonly Observation[],
  publish: (message: LabMessage) => Promise<void>,
): Promise<void> {
  const labs = { get: () => Promise.resolve(lab) };
  const ports = { labs, observations: bed.observations, publish } as unknown as RecordEventPorts;
  await recordObservations({ hostId: bed.host.hostId, observations: [...observations] }, ports);
}

test('a recreated container keeps its new row while the end of the old one is still being recorded', async () => {
  const lab = await bed.make.make('a');
  const placed = await bed.labs.place(lab.id, bed.host.hostId);
  const deleted = { ...placed, containers: [] };
  const report = reports(lab, bed.host.hostId);
  const messages: LabMessage[] = [];
  const collect = (message: LabMessage): Promise<void> => Promise.resolve(void messages.push(message));
  await record(placed, [report.container('READY', 1)], collect);

  const recreated = report.container('READY', 3, { generation: 200_001 });
  let isRecreated = false;
  await record(deleted, [report.container('DELETED', 2)], async (message) => {
    await collect(message);
    if (isRecreated) return;
    isRecreated = true;
    await record(placed, [recreated], collect);
  });

  expect(await bed.observations.get(lab.id, recreated.containerId)).toMatchObject({
    phase: 'READY',
    generation: 200_001,
    version: 8,
  });
  expect(messages.filter(({ type }) => type === 'gone')).toEqual([]);
});
