import type { StatsSample } from '@pineapple/host-link/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { Payload, TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let reporting: ReportingHost;
let ada: TestClient;
let networkId: string;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), { openHostStream: host.open });
  reporting = new ReportingHost(server);
});

beforeEach(async () => {
  host.refuse = null;
  ada = await server.signedUp();
  const labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  networkId = await ada.createNetwork(labId, 'lan');
  containerId = await ada.createContainer(labId, 'web', [networkId]);
  await reporting.report(containerId, 'READY');
});

afterEach(() => ada.close());

afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const query = `subscription ($containerId: ID!) { containerStats(containerId: $containerId) {
  cpu cpuLimit memoryBytes memoryLimitBytes pids container { name }
  interfaces { name receivedBytesPerSecond network { name } interface { ipv4Address } } } }`;

function sample(cpu: number): string {
  const rates = {
    receivedBytesPerSecond: 1000.5,
    sentBytesPerSecond: 1,
    receivedPacketsPerSecond: 2,
    sentPacketsPerSecond: 3,
  };
  const value: StatsSample = {
    at: new Date().toISOString(),
    cpu,
    cpuLimit: 2,
    memoryBytes: 5_000_000_000,
    memoryLimitBytes: null,
    pids: 7,
    interfaces: [
      { name: 'eth0', networkId, ...rates },
      { name: 'eth1', networkId: 'net_gone', ...rates },
    ],
  };
  return `${JSON.stringify(value)}\n`;
}

function statsOf({ data }: Payload): Record<string, unknown> {
  return data?.['containerStats'] as Record<string, unknown>;
}

async function opened() {
  return host.feeds.find(({ path }) => path === `/stats/${containerId}`);
}

test('sends a sample with the networks of its interfaces', async () => {
  const log = ada.subscribe(query, { containerId });
  const { stream } = await opened();
  stream.write(sample(0.25));
  expect(statsOf(await log.next())).toEqual({
    cpu: 0.25,
    cpuLimit: 2,
    memoryBytes: 5_000_000_000,
    memoryLimitBytes: null,
    pids: 7,
    container: { name: 'web' },
    interfaces: [
      {
        name: 'eth0',
        receivedBytesPerSecond: 1000.5,
        network: { name: 'lan' },
        interface: { ipv4Address: expect.stringMatching(/^10\./) },
      },
      { name: 'eth1', receivedBytesPerSecond: 1000.5, network: null, interface: null },
    ],
  });
});

test('reads one stream for all subscribers, whatever they select, and none without them', async () => {
  const before = host.requests.events.length;
  const small = `subscription ($containerId: ID!) { containerStats(containerId: $containerId) { cpu } }`;
  const logs = [query, query, small].map((each) => ada.subscribe(each, { containerId }));
  const { stream } = await opened();
  stream.write(sample(0.5));
  for (const log of logs) expect(statsOf(await log.next())).toMatchObject({ cpu: 0.5 });
  const late = ada.subscribe(small, { containerId });
  expect(statsOf(await late.next())).toEqual({ cpu: 0.5 });
  expect(host.requests.events.slice(before)).toEqual([`GET /stats/${containerId}`]);
  const gone = new Promise((resolve) => stream.once('close', resolve));
  await ada.close();
  await gone;
});

test('asks again once the container runs', async () => {
  host.refuse = { status: 409, problem: { code: 'NOT_RUNNING', message: 'It is not running.' } };
  const log = ada.subscribe(query, { containerId });
  await host.requests.find((each) => each === `GET /stats/${containerId}`);
  host.refuse = null;
  await reporting.report(containerId, 'STOPPED');
  await reporting.report(containerId, 'READY');
  const { stream } = await opened();
  stream.write(sample(1));
  expect(statsOf(await log.next())).toMatchObject({ cpu: 1 });
});

test('continues after a lost link', async () => {
  const log = ada.subscribe(query, { containerId });
  const { stream } = await opened();
  stream.write(sample(0.1));
  await log.next();
  host.cut();
  const again = await opened();
  again.stream.write(sample(0.2));
  expect(statsOf(await log.next())).toMatchObject({ cpu: 0.2 });
});

test('ends with the container', async () => {
  const log = ada.subscribe(query, { containerId });
  const { stream } = await opened();
  stream.write(sample(0.1));
  await log.next();
  await ada.mutate('deleteContainer', { containerId });
  await reporting.report(containerId, 'DELETED');
  await log.done();
  expect(log.error).toBeNull();
});
