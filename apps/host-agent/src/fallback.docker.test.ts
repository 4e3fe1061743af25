import { createServer, connect, type Server, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHost, testDockerHost } from './testing/test-host.ts';

let relay: Server;
let host: TestHost;

/** Docker over TCP, as on another machine: the agent can't create links beside it. */
beforeAll(async () => {
  relay = createServer((socket) => {
    const far = connect(testDockerHost.replace('unix://', ''));
    socket.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(far).pipe(socket);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  host = await TestHost.start({
    agentDockerHost: `tcp://127.0.0.1:${(relay.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
  relay.close();
});

describe('an agent that cannot create links beside Docker', () => {
  it('reports the limitation', async () => {
    await host.events.until('the host report', () => host.events.hosts.length > 0);
    expect(host.events.hosts[0]?.limitations.join()).toMatch(/own-networks: Docker is on another machine/);
  });

  it("starts a lab on Docker's bridges, and converges", async () => {
    const lab = host.lab();
    const [one, two] = [lab.network('one', '10.211.1.0/24'), lab.network('two', '10.211.2.0/24')];
    const a = lab.container('a', host.image, [[one, '10.211.1.10']]);
    const b = lab.container('b', host.image, [
      [one, '10.211.1.11'],
      [two, '10.211.2.11'],
    ]);
    await host.applyUntilReady(lab);
    expect(await host.reaches(a.id, 'b')).toBe(true);
    expect(host.events.container(b.id)?.interfaces).toHaveLength(2);
    expect((await host.apply(lab.desired)).steps).toEqual([]);
  });

  it("reports Docker's message when two labs want the same subnet", async () => {
    const lab = host.lab();
    const network = lab.network('same', '10.211.1.0/24');
    expect((await host.apply(lab.desired)).status).toBe('failed');
    await host.events.until('FAILED', () => host.events.network(network.id)?.phase === 'FAILED');
    expect(host.events.network(network.id)?.reason).toMatch(/overlaps/);
  });
});
