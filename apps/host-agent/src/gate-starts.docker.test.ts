import { DockerEngine } from '@pineapple/test-kit/docker';
import { afterEach, describe, expect, it } from 'vitest';
import { containerName } from './docker/docker-names.ts';
import { expectWholeSight, type GateLab, gateLab, restartWithoutAgent, waits } from './testing/gate-lab.ts';
import { TestHost } from './testing/test-host.ts';
import { firstProcess, readRecord } from './testing/witness.ts';

let host: TestHost;
let given: GateLab;
let undo: AsyncDisposableStack;

async function begin(liveRestore?: boolean): Promise<DockerEngine | null> {
  undo = new AsyncDisposableStack();
  const engine = liveRestore === undefined ? null : undo.use(await DockerEngine.start({ liveRestore }));
  host = undo.use(
    await TestHost.start(engine ? { dockerHost: engine.dockerHost, prefix: engine.prefix } : {}),
  );
  given = await gateLab(host);
  await host.applyUntilReady(given.lab);
  await expectWholeSight(host, given);
  return engine;
}

afterEach(() => undo.disposeAsync());

const ready = (): boolean => host.events.phase(given.witness.id) === 'READY';

describe('interfaces, addresses, routes, names and files are there at the first instruction', () => {
  it('at the first start, after a restart by the lab, by hand and after a crash', async () => {
    await begin();
    const { lab, witness } = given;
    lab.power(witness.id, 'on');
    await host.applyUntilReady(lab);
    await expectWholeSight(host, given);

    host.events.forget(witness.id);
    const key = containerName(witness.id);
    await host.docker.transport.call('POST', `/containers/${key}/restart`, { t: '0' });
    await host.events.until('READY', ready);
    await expectWholeSight(host, given);

    process.kill(await firstProcess(host, witness.id), 'SIGKILL');
    await host.events.until('FAILED', () => host.events.phase(witness.id) === 'FAILED');
    lab.power(witness.id, 'on');
    await host.applyUntilReady(lab);
    await expectWholeSight(host, given);
    expect(await host.reaches(given.peer.id, 'witness')).toBe(true);
  });

  it('after a start while no agent ran: the next one lets the program start', async () => {
    await begin();
    const { witness, peer } = given;
    await host.agent.end('SIGKILL');
    await restartWithoutAgent(host, witness.id);
    expect(await readRecord(host, witness.id)).toBeNull();
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', ready);
    await expectWholeSight(host, given);
    expect(await host.reaches(peer.id, 'witness')).toBe(true);
  });

  it('when the agent is killed at random moments of a start', async () => {
    await begin();
    const { lab, witness } = given;
    for (let kill = 0; kill < 8; kill += 1) {
      lab.power(witness.id, 'on');
      const applying = host.apply(lab.desired).catch(() => null);
      const moment = Math.random() * 800;
      await new Promise((resolve) => setTimeout(resolve, moment));
      await host.agent.end('SIGKILL');
      await applying;
      await host.agent.start();
      await host.applyUntilReady(lab);
      await expectWholeSight(host, given);
    }
  });

  it('after dockerd was killed, also for a container that waited meanwhile', async () => {
    const engine = await begin(true);
    const { lab, witness, peer } = given;
    await host.agent.end('SIGKILL');
    await restartWithoutAgent(host, witness.id);
    await engine?.end('SIGKILL');
    await engine?.start();
    expect(await waits(host, witness.id)).toBe(true);
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', ready);
    await expectWholeSight(host, given);

    await engine?.end('SIGKILL');
    await host.events.until('LOST', () => host.events.phase(witness.id) === 'LOST');
    await engine?.start();
    await host.events.until('READY', ready);
    lab.power(witness.id, 'on');
    await host.applyUntilReady(lab);
    await expectWholeSight(host, given);
    expect(await host.reaches(peer.id, 'witness')).toBe(true);
  });

  it('after a dockerd that stopped its containers', async () => {
    const engine = await begin(false);
    const { witness, peer } = given;
    await engine?.end('SIGTERM');
    await host.events.until('LOST', () => host.events.phase(witness.id) === 'LOST');
    await engine?.start();
    await host.events.until('READY', () => ready() && host.events.phase(peer.id) === 'READY');
    await expectWholeSight(host, given);
    expect(await host.reaches(peer.id, 'witness')).toBe(true);
  });
});
