import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { hostEventTypes, type LabMessage } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { type FaultyProxy, startFaultyProxy } from '@pineapple/test-kit/bus';
import { reports } from '@pineapple/test-kit/labs';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
/** Between the functions and Valkey. The test's own subscriber connects directly. */
let proxy: FaultyProxy;

beforeAll(async () => {
  const busPort = await freePort();
  proxy = await startFaultyProxy({ host: '127.0.0.1', port: busPort });
  bed = await startTestBed({
    busPort,
    // Longer than a function tries to reach Valkey.
    lambda: { retryDelaysMs: [1_500, 3_000] },
    environment: { PINEAPPLE_BUS_URL: `redis://127.0.0.1:${proxy.port}` },
  });
}, 60_000);
afterEach(() => {
  bed.aws.clearFaults();
  proxy.open();
});
afterAll(async () => {
  await bed?.[Symbol.asyncDispose]();
  await proxy?.[Symbol.asyncDispose]();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

async function placedLab(): Promise<Lab> {
  const lab = await bed.make.make('a');
  return bed.labs.place(lab.id, bed.host.hostId);
}

const observe = (...observations: readonly unknown[]) =>
  bed.report(hostEventTypes.observations, { hostId: bed.host.hostId, observations });

const phases = (messages: readonly LabMessage[]) =>
  messages.flatMap((message) => (message.type === 'observed' ? [message.observation.phase] : []));

const stored = async (lab: Lab) =>
  (await bed.observations.listByLab(lab.id)).map(({ phase, version }) => ({ phase, version }));

describe('a report is stored and published', () => {
  test('when Valkey is unreachable: stored at once, published when Valkey is back', async () => {
    const lab = await placedLab();
    const messages = await bed.listen(lab.id);
    proxy.block();
    await observe(reports(lab, bed.host.hostId).container('CREATED', 1));
    await eventually(async () => expect(await stored(lab)).toEqual([{ phase: 'CREATED', version: 1 }]));
    await eventually(() => expect(bed.log.join('\n')).toContain('Publishing on'));
    expect(messages).toEqual([]);

    proxy.open();
    await eventually(() => expect(phases(messages)).toEqual(['CREATED']));
    expect(await stored(lab)).toEqual([{ phase: 'CREATED', version: 1 }]);
  });

  test('when DynamoDB throttles for longer than one invocation retries', async () => {
    const lab = await placedLab();
    const messages = await bed.listen(lab.id);
    const error = 'ProvisionedThroughputExceededException';
    // One invocation attempts a request four times.
    bed.aws.injectFault({ service: 'dynamodb', operation: 'PutItem', error, times: 6 });
    await observe(reports(lab, bed.host.hostId).container('CREATED', 1));
    await eventually(() => expect(phases(messages)).toEqual(['CREATED']));
    expect(await stored(lab)).toEqual([{ phase: 'CREATED', version: 1 }]);
    expect(bed.log.join('\n')).toContain(error);
  });

  test('when the function times out while writing, without delaying later reports', async () => {
    const lab = await placedLab();
    const messages = await bed.listen(lab.id);
    await bed.limitTime('record-event', 2);
    bed.aws.injectFault({
      ...{ service: 'dynamodb', operation: 'PutItem', error: 'InternalServerError', status: 500 },
      delayMs: 5_000,
    });
    const report = reports(lab, bed.host.hostId);
    await observe(report.container('CREATED', 1));
    await eventually(() => expect(bed.log.join('\n')).toContain('Task timed out after 2.00 seconds'));
    await observe(report.container('READY', 2));
    await eventually(() => expect(phases(messages).at(-1)).toBe('READY'));
    await bed.limitTime('record-event', 30);
    expect(await bed.observations.listByLab(lab.id)).toMatchObject([{ phase: 'READY', sequence: 2 }]);
  });
});
