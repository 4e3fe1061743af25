import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { DockerClient } from '../../docker/docker-client.ts';
import { DockerTransport } from '../../docker/docker-transport.ts';
import { LabState } from '../../state/lab-state.ts';
import { ExecEngine } from '../../testing/exec-engine.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { ResourceKeeper, resourcesOf } from './container-resources.ts';

const limits = { memoryMb: 64, cpus: 1 };
const megabyte = 2 ** 20;

it('gives a container what it asks for, or else what the host says, and no more processors than there are', () => {
  expect(resourcesOf({ cpus: null, memoryMb: null }, limits, 4)).toEqual({
    Memory: 64 * megabyte,
    MemorySwap: 64 * megabyte,
    NanoCpus: 1e9,
  });
  const own = resourcesOf({ cpus: 0.29, memoryMb: 6 }, limits, 4);
  expect(own).toEqual({ Memory: 6 * megabyte, MemorySwap: 6 * megabyte, NanoCpus: 290_000_000 });
  expect(resourcesOf({ cpus: 16, memoryMb: null }, limits, 4).NanoCpus).toBe(4e9);
});

it('changes what a container may use once, and says what Docker refuses until it no longer does', async () => {
  const engine = await ExecEngine.start();
  const transport = new DockerTransport(engine.dockerHost);
  onTestFinished(async () => {
    await transport.close();
    await engine[Symbol.asyncDispose]();
  });
  const lab = new SampleLab();
  const { id } = lab.container('node', 'image');
  const state = new LabState(lab.desired);
  const tracker = state.track(id, 'node', 'image');
  tracker.foundInDocker('key');
  state.adoptManifest(lab.desired);
  tracker.enterPhase('READY', new Date());
  const keeper = new ResourceKeeper({
    docker: new DockerClient(transport),
    limits: () => limits,
    journal: {
      enterPhase: (_state, container, phase, at = new Date(), reason = null) => {
        container.enterPhase(phase, at, reason);
      },
    },
    log: pino({ level: 'silent' }),
  });
  await keeper.refresh(state);
  expect(engine.updates).toEqual([]);
  state.adoptManifest(lab.change(id, { memoryMb: 32, cpus: 0.5 }));
  await keeper.refresh(state);
  await keeper.refresh(state);
  const half = { Memory: 32 * megabyte, MemorySwap: 32 * megabyte, NanoCpus: 5e8 };
  expect(engine.updates).toEqual([half]);

  engine.refusal = 'device or resource busy';
  state.adoptManifest(lab.change(id, { memoryMb: 6 }));
  await keeper.refresh(state);
  expect(tracker.phase).toBe('READY');
  expect(tracker.reason).toContain('device or resource busy');
  engine.refusal = null;
  await keeper.refresh(state);
  expect(engine.updates.at(-1)).toMatchObject({ Memory: 6 * megabyte });
  expect(tracker.reason).toBeNull();
});
