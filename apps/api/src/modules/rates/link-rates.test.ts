import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { Payload, TestClient } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let networkId: string;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), { openHostStream: host.open });
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  networkId = await ada.createNetwork(labId, 'lan');
  containerId = await ada.createContainer(labId, 'web', [networkId]);
  await new ReportingHost(server).report(containerId, 'READY');
});
afterAll(async () => {
  await ada.close();
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const watchRates = `subscription ($labId: ID!) { linkRates(labId: $labId) { links {
  container { name } interface { name } toContainer { bytesPerSecond packetsPerSecond }
  fromContainer { bytesPerSecond } } } }`;
const rate = (bytesPerSecond: number) => ({ bytesPerSecond, packetsPerSecond: bytesPerSecond / 100 });
const eventOf = ({ data }: Payload) => data?.['linkRates'];

function line(...links: readonly object[]): string {
  return `${JSON.stringify({ at: '2026-01-01T10:00:00.000Z', links })}\n`;
}

test('passes on what the links of a lab carry, and begins again when the host ends its feed', async () => {
  const rates = ada.subscribe(watchRates, { labId });
  const { path, stream } = await host.feeds.next();
  expect(path).toBe('/rates');
  const busy = { containerId, networkId, toContainer: rate(500), fromContainer: rate(100) };
  const gone = { ...busy, containerId: containerId.replace(/.{6}$/, 'zzzzzz') };
  stream.write(line(busy, gone));
  expect(eventOf(await rates.next())).toEqual({
    links: [
      {
        container: { name: 'web' },
        interface: { name: 'eth0' },
        toContainer: rate(500),
        fromContainer: { bytesPerSecond: 100 },
      },
    ],
  });
  stream.write(line());
  expect(eventOf(await rates.next())).toEqual({ links: [] });
  // As for a lab without wires. A change of the lab may bring the first.
  stream.end();
  await ada.createNetwork(labId, 'wan');
  const again = await host.feeds.next();
  again.stream.write(line(busy));
  expect(eventOf(await rates.next())).toMatchObject({ links: [{ container: { name: 'web' } }] });
});

test("is not for others' labs", async () => {
  const eve = await server.signedUp();
  const rates = eve.subscribe(watchRates, { labId });
  await rates.done();
  expect(rates.error).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  await eve.close();
});
