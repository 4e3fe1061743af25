import { mkdtemp, rm } from 'node:fs/promises';
import type { ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tableRecordSchema } from '@pineapple/core';
import { logLine, statsSample } from '@pineapple/host-link/protocol';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImageBuilds } from '../builds/image-builds.ts';
import { ImageFactsCache } from '../containers/image-facts.ts';
import { HostContainers } from '../containers/host-containers.ts';
import { WarmRecords } from '../containers/warm/warm-records.ts';
import { DockerClient } from '../docker/docker-client.ts';
import { DockerTransport } from '../docker/docker-transport.ts';
import { LabRegistry } from '../state/lab-registry.ts';
import { LabState } from '../state/lab-state.ts';
import { LineClient } from '@pineapple/test-kit/terminals';
import { SampleLab } from '../testing/sample-lab.ts';
import { containerKey, ScriptedEngine } from '../testing/scripted-engine.ts';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { openStreams, type Streams } from './streams.ts';

let stack: AsyncDisposableStack;
let engine: ScriptedEngine;
let session: ClientHttp2Session;
let streams: Streams;
let labId: string;
let containerId: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const stateDir = await mkdtemp(join(tmpdir(), 'pn-upstream-'));
  stack.defer(() => rm(stateDir, { recursive: true }));
  engine = stack.use(await ScriptedEngine.start(join(stateDir, 'engine.sock')));
  const log = pino({ level: 'silent' });
  const lab = new SampleLab();
  containerId = lab.container('a', 'any:1').id;
  ({ labId } = lab.desired);
  const state = new LabState(lab.desired);
  state.track(containerId, 'a', 'any:1').foundInDocker(containerKey);
  const registry = await LabRegistry.open(stateDir, log);
  registry.add(state);
  const socketPath = join(stateDir, 'streams.sock');
  const docker = new DockerClient(new DockerTransport(engine.dockerHost));
  const none = { get: () => Promise.resolve(null) };
  const noFiles = { ...none, contexts: () => none };
  const terminals = { perHost: 1, perContainer: 1, retentionMs: 1000, ringBytes: 65_536 };
  const hostContainers = new HostContainers(docker, await WarmRecords.open(stateDir, log), 'pn-test');
  streams = await openStreams({
    hostId: 'pn-test',
    ...{ socketPath, stateDir, docker, hostContainers, registry, terminals, log },
    // The engine's containers have no processes.
    builds: new ImageBuilds({
      ...{ docker, hostId: 'pn-test', log, images: new ImageFactsCache(docker), files: noFiles },
      ...{ diskGb: () => null, networks: null, report: () => undefined, onSettled: () => undefined },
    }),
    follower: { observeInterfaces: () => Promise.resolve() },
  });
  stack.defer(() => streams.close());
  session = connectStreams(socketPath);
  stack.defer(() => session.destroy());
});
afterEach(() => stack.disposeAsync());

const headers = (path: string) => ({ ':path': path, 'pineapple-lab': labId });
const stats = () => new LineClient(session, statsSample, headers(`/stats/${containerId}`));
const logs = () => new LineClient(session, logLine, headers(`/logs/${containerId}`));

describe('statistics of a container', () => {
  it('are measured once a second for any number of watchers, and never without one', async () => {
    const watching = [stats(), stats(), stats()];
    const haveSamples = (count: number) => () => watching.every(({ lines }) => lines.length >= count);
    for (const each of watching) await each.until('three samples', haveSamples(3));
    // The first measurement gives no sample: there is nothing to compare it to.
    expect(engine.measured).toBeLessThanOrEqual((watching[0]?.lines.length ?? 0) + 2);
    await Promise.all(watching.slice(1).map((each) => each.leave()));
    const before = watching[0]?.lines.length ?? 0;
    await watching[0]?.until('more for the last', () => (watching[0]?.lines.length ?? 0) > before);
    await watching[0]?.leave();
    /** Whether nothing is measured for more than one interval. */
    const isQuiet = async (): Promise<boolean> => {
      const { measured } = engine;
      await delay(1_500);
      return engine.measured === measured;
    };
    // The agent may learn only after one more that the last has left.
    await expect.poll(isQuiet).toBe(true);
  });
});

describe('logs of a container', () => {
  it('are read from Docker only while a client reads them', async () => {
    const [one, other] = [logs(), logs()];
    await engine.until(() => engine.logs.size === 2);
    await one.leave();
    await engine.until(() => engine.logs.size === 1);
    await other.leave();
    await engine.until(() => engine.logs.size === 0);
  });

  it('are no longer read from Docker when the connection is lost', async () => {
    logs();
    await engine.until(() => engine.logs.size === 1);
    session.destroy();
    await engine.until(() => engine.logs.size === 0);
  });
});

describe('network tables of a container', () => {
  const tables = (path: string) => new LineClient(session, tableRecordSchema, headers(path));

  it('are empty while it does not run, for everyone who watches, and so was their past', async () => {
    engine.running = false;
    const [one, other] = [tables(`/tables/${containerId}`), tables(`/tables/${containerId}`)];
    for (const each of [one, other]) await each.until('a record', () => each.lines.length === 1);
    expect(one.lines).toEqual(other.lines);
    expect(one.lines[0]).toMatchObject({ running: false, whole: true });
    const range = 'from=2026-01-01T00:00:00Z&to=2126-01-01T00:00:00Z';
    const past = tables(`/table-history/${containerId}?${range}`);
    await past.until('the record', () => past.lines.length === 1);
    expect(past.lines).toEqual(one.lines);
  });

  it('are looked for again when the container is one that ran before', async () => {
    engine.running = false;
    const watched = tables(`/tables/${containerId}`);
    await watched.until('a record', () => watched.lines.length === 1);
    const asked = engine.inspected;
    streams.claimed(containerId);
    await engine.until(() => engine.inspected > asked);
  });
});
