import { expect, it, onTestFinished } from 'vitest';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import { DockerClient } from '../docker/docker-client.ts';
import { DockerTransport } from '../docker/docker-transport.ts';
import { LabState } from '../state/lab-state.ts';
import { ExecEngine } from '../testing/exec-engine.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { StartCommands } from './start-commands.ts';

const noSignal = new AbortController().signal;

/** A container with commands. The test's own process is its program. */
async function containerWith(...exec: readonly string[]) {
  const engine = await ExecEngine.start();
  const transport = new DockerTransport(engine.dockerHost);
  onTestFinished(async () => {
    await transport.close();
    await engine[Symbol.asyncDispose]();
  });
  const lab = new SampleLab();
  const { id } = lab.container('node', 'image');
  let saved = new LabState(lab.change(id, { exec })).toRecord();
  /** What an agent knows of a start of the container. */
  const agent = (startedAt = 'first', pid = process.pid) => {
    const state = LabState.restore(saved);
    const tracker = state.track(id, 'node', 'host');
    const commands = new StartCommands(new DockerClient(transport), {
      save: async (each) => {
        saved = each.toRecord();
      },
    });
    const details = { Id: 'key', State: { StartedAt: startedAt, Pid: pid } } as ContainerDetails;
    const started = { state, tracker, details };
    return {
      commands,
      tracker,
      run: (signal = noSignal) => commands.run(started, signal, () => undefined),
      outcome: () => commands.failure(started) ?? commands.areDone(started),
    };
  };
  return { engine, agent };
}

it('runs each command as root, after the one before has ended', async () => {
  const { engine, agent } = await containerWith(`echo 'a b'`, 'true');
  const first = agent();
  expect(first.outcome()).toBe(false);
  const running = first.run();
  await engine.until(1);
  expect([...engine.execs.values()]).toMatchObject([{ command: ['echo', 'a b'], user: '0' }]);
  engine.end(0);
  await engine.until(2);
  expect(first.outcome()).toBe(false);
  engine.end(0);
  await running;
  expect(first.outcome()).toBe(true);
});

it('runs them once for a start, also with the next agent, and again for the next start', async () => {
  const { engine, agent } = await containerWith('true');
  for (const [startedAt, count] of [
    ['first', 1],
    ['second', 2],
  ] as const) {
    const running = agent(startedAt).run();
    await engine.until(count);
    engine.end(0);
    await running;
    const next = agent(startedAt);
    await next.run();
    expect(next.outcome()).toBe(true);
    expect(engine.started).toHaveLength(count);
  }
});

it('fails with the first command that does, and the next agent knows', async () => {
  const { engine, agent } = await containerWith('ip route add x', 'true');
  const first = agent();
  const running = first.run();
  await engine.until(1);
  engine.end(1, `${'long '.repeat(100)}\u001b[1mError:\u001b[0m\r\n"x" is wrong\u0007\n`);
  await running;
  const reason = first.outcome();
  expect(reason).toMatch(/^The command 'ip route add x' exited with status 1: \S.* Error: "x" is wrong$/);
  expect(String(reason).length).toBeLessThan(360);
  const next = agent();
  await next.run();
  expect(next.outcome()).toBe(reason);
  expect(engine.started).toEqual(['ip route add x']);
});

it('waits for a command that an earlier agent started, and goes on after it', async () => {
  const { engine, agent } = await containerWith('slow', 'true');
  const killed = new AbortController();
  const lost = agent().run(killed.signal);
  await engine.until(1);
  killed.abort();
  await lost.catch(() => undefined);

  const next = agent();
  const running = next.run();
  engine.end(0);
  // Docker's event of its end.
  next.commands.ended('e0');
  await engine.until(2);
  engine.end(0);
  await running;
  expect(next.outcome()).toBe(true);
  expect(engine.started).toEqual(['slow', 'true']);
});

it('does not run a command again whose result Docker has forgotten', async () => {
  const { engine, agent } = await containerWith('slow');
  const killed = new AbortController();
  const lost = agent().run(killed.signal);
  await engine.until(1);
  killed.abort();
  await lost.catch(() => undefined);
  engine.execs.clear();
  const next = agent();
  await next.run();
  expect(next.outcome()).toBe(
    "The command 'slow' exited with status unknown: Docker no longer knows how it ended",
  );
  expect(engine.started).toEqual([]);
});

it('has not failed when the container stops while a command runs', async () => {
  const { engine, agent } = await containerWith('slow');
  const stopped = agent();
  stopped.tracker.beginOperation('stop');
  const running = stopped.run();
  await engine.until(1);
  engine.end(137);
  await running;
  expect(stopped.outcome()).toBe(false);

  const gone = agent('second', 2_000_000_000);
  const ended = gone.run();
  await engine.until(2);
  engine.end(137);
  await ended;
  expect(gone.outcome()).toBe(false);
});
