import { isRootOnLinux } from '@pineapple/launcher';
import { OutsideWorld } from '@pineapple/test-kit/docker';
import { TerminalViewer } from '@pineapple/test-kit/terminals';
import { ApiUser } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlainUser } from './harness/any-docker/plain-user.ts';
import { SystemDocker } from './harness/any-docker/system-docker.ts';

const patience = { timeout: 90_000, interval: 200 };
const minutes = 60_000;
const ownNetworks = ['bridge', 'host', 'none'];
const base = 'debian:bookworm-slim';

/** Only root can set up what the user finds. */
describe.runIf(isRootOnLinux())('a user who may use the Docker of the machine, and nothing else', () => {
  const parts = new AsyncDisposableStack();
  let docker: SystemDocker;
  let user: PlainUser;
  let world: OutsideWorld;
  let ada: ApiUser;

  beforeAll(async () => {
    world = parts.use(await OutsideWorld.open());
    docker = parts.use(await SystemDocker.start());
    user = parts.use(await PlainUser.create(docker.group, docker.dockerHost));
  }, 5 * minutes);
  afterAll(() => parts.disposeAsync(), 5 * minutes);

  /** A failed one with its reason. */
  const phases = async (labId: string) =>
    (await ada.lab(labId)).containers.map(({ phase, readiness }) =>
      phase === 'FAILED' ? `FAILED: ${readiness.reason}` : phase,
    );

  async function makeLab(name: string, more: object = {}): Promise<string> {
    const labId = await ada.createLab(name, more);
    const networkId = await ada.createNetwork(labId, 'lan', { ipv4Subnet: '10.0.1.0/24', internet: true });
    for (const each of ['alpha', 'beta'])
      await ada.createContainer({ labId, name: each, image: 'host', networks: [{ networkId }] });
    return labId;
  }

  /** Types a command into a new terminal of a lab's first container, and waits for what it prints. */
  async function expectOutput(labId: string, command: string, expected: string): Promise<void> {
    const [container] = (await ada.lab(labId)).containers;
    using viewer = new TerminalViewer(ada, container?.id ?? '');
    await expect.poll(() => viewer.isOpen, patience).toBe(true);
    viewer.type(`${command}\n`);
    await expect.poll(() => viewer.text, patience).toContain(expected);
  }

  it('learns what to do when that Docker has no base image and reaches no registry', async () => {
    const { status, output } = await user.startToEnd();
    expect(status).not.toBe(0);
    expect(output).toMatch(/has no image debian:bookworm-slim and cannot pull it\. Run docker pull/);
    expect(await docker.contents()).toEqual({
      containers: [],
      volumes: [],
      networks: ownNetworks,
      images: [],
    });
  });

  let labs: string[] = [];
  let host = '';

  it(
    'gets labs with the same subnets, terminals and egress',
    async () => {
      await docker.loadBaseImage();
      const product = await user.start();
      ada = await ApiUser.signUp(product.url);
      labs = [await makeLab('one'), await makeLab('two')];
      for (const labId of labs) {
        await expect.poll(() => phases(labId), patience).toEqual(['READY', 'READY']);
        await expectOutput(labId, 'ping -c1 -w60 beta', '1 received');
        await expectOutput(labId, `echo | nc -w 2 ${world.publicAddress} 8080`, `${world.hostAddress}\r\n`);
      }
      const { containers, ...rest } = await docker.contents();
      expect(containers).toEqual([expect.stringMatching(/^\/pineapple-[0-9a-f]{6}$/)]);
      host = containers[0]?.slice(1) ?? '';
      expect(rest).toEqual({
        volumes: [host],
        networks: ownNetworks,
        images: [base, 'pineapple/host-machine:1'],
      });
      const status = JSON.parse(await docker.runIn(host, 'pineapple-host', 'status')) as {
        labs: { containers: unknown[] }[];
      };
      expect(status.labs.map((each) => each.containers.length)).toEqual([2, 2]);

      expect((await product.stop()).output).toContain('Stopping');
      // The system lists a process that has ended for a moment.
      await expect.poll(() => user.processes(), patience).toEqual([]);
      expect(await docker.contents()).toEqual({ containers, ...rest });
      expect(await docker.runs(host)).toBe(false);
    },
    10 * minutes,
  );

  it(
    'finds the labs again over TCP, and has two hosts that carry one lab',
    async () => {
      await using remote = await docker.overTcp();
      const product = await user.start({ PINEAPPLE_HOSTS: '2', DOCKER_HOST: remote.dockerHost });
      ada = ada.at(product.url);
      for (const labId of labs) await expect.poll(() => phases(labId), patience).toEqual(['READY', 'READY']);
      const spread = await makeLab('spread', { spread: true });
      await expect.poll(() => phases(spread), patience).toEqual(['READY', 'READY']);
      expect((await ada.lab(spread)).hosts).toHaveLength(2);
      // The first host may learn a moment later where the second one is.
      await expectOutput(spread, 'ping -c1 -w60 beta', '1 received');
      const { containers, images } = await docker.contents();
      expect(containers).toHaveLength(2);
      // Those of the labs are in the hosts.
      expect(images).toEqual([base, 'pineapple/host-machine:1']);
      await product.stop();
    },
    10 * minutes,
  );

  it('removes the containers and their volumes, and says so', async () => {
    const { status, output } = await user.startToEnd('--remove');
    expect(output).toContain(`Removed the container ${host}, the volume ${host}`);
    expect(status).toBe(0);
    expect(await docker.contents()).toEqual({
      containers: [],
      volumes: [],
      networks: ownNetworks,
      images: [base],
    });
  });
});
