import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerName } from '../../docker/docker-names.ts';
import { expectWholeSight, type GateLab, gateLab, restartWithoutAgent } from '../../testing/gate-lab.ts';
import { TestHost } from '../../testing/test-host.ts';
import { firstProcess, readRecord } from '../../testing/witness.ts';

let host: TestHost;
let given: GateLab;
beforeAll(async () => {
  host = await TestHost.start();
  given = await gateLab(host);
});
afterAll(() => host[Symbol.asyncDispose]());

const ready = (): boolean => host.events.phase(given.witness.id) === 'READY';

/** docker-restart.docker.test.ts does the same with dockerd. */
describe('interfaces, addresses, routes, names and files are there at the first instruction', () => {
  it('at the first start, after a restart by the lab, by hand and after a crash', async () => {
    const { lab, witness } = given;
    await host.applyUntilReady(lab);
    await expectWholeSight(host, given);

    lab.power(witness.id, 'on');
    await host.applyUntilReady(lab);
    await expectWholeSight(host, given);

    // The second one comes less than two seconds after the first.
    for (let restart = 0; restart < 2; restart += 1) {
      host.events.forget(witness.id);
      const key = containerName(witness.id);
      await host.docker.transport.call('POST', `/containers/${key}/restart`, { t: '0' });
      await host.events.until('READY', ready);
      await expectWholeSight(host, given);
    }

    process.kill(await firstProcess(host, witness.id), 'SIGKILL');
    await host.events.until('FAILED', () => host.events.phase(witness.id) === 'FAILED');
    lab.power(witness.id, 'on');
    await host.applyUntilReady(lab);
    await expectWholeSight(host, given);
    expect(await host.reaches(given.peer.id, 'witness')).toBe(true);
  });

  it('after a start while no agent ran: the next one lets the program start', async () => {
    const { lab, witness, peer } = given;
    await host.applyUntilReady(lab);
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
    const { lab, witness } = given;
    await host.applyUntilReady(lab);
    const kills = 6;
    for (let kill = 0; kill < kills; kill += 1) {
      lab.power(witness.id, 'on');
      const applying = host.apply(lab.desired).catch(() => null);
      // One in each part of the time that a start takes.
      const moment = ((kill + Math.random()) * 800) / kills;
      await new Promise((resolve) => setTimeout(resolve, moment));
      await host.agent.end('SIGKILL');
      await applying;
      await host.agent.start();
      await host.applyUntilReady(lab);
      await expectWholeSight(host, given);
    }
  });
});
