import { expect, it, onTestFinished } from 'vitest';
import { DockerClient } from '../docker/docker-client.ts';
import { DockerTransport } from '../docker/docker-transport.ts';
import { ExecEngine } from '../testing/exec-engine.ts';
import { runStopCommands } from './stop-commands.ts';

async function containerWith(...lines: readonly string[]) {
  const engine = await ExecEngine.start();
  const transport = new DockerTransport(engine.dockerHost);
  onTestFinished(async () => {
    await transport.close();
    await engine[Symbol.asyncDispose]();
  });
  const docker = new DockerClient(transport);
  const run = (mostMs = 60_000) => runStopCommands(docker, { key: 'key', hostname: 'web', lines, mostMs });
  return { engine, run };
}

it('runs all commands as root, one after the other, and names the first that fails', async () => {
  const { engine, run } = await containerWith('rndc stop', 'false', `echo 'a b'`);
  const running = run();
  await engine.until(1);
  engine.end(1, 'no key\n');
  await engine.until(2);
  engine.end(2);
  await engine.until(3);
  expect([...engine.execs.values()].at(-1)).toMatchObject({ command: ['echo', 'a b'], user: '0' });
  engine.end(0);
  expect(await running).toBe("The stop command 'rndc stop' exited with status 1: no key");
});

it('ends after its bound of time, whatever its commands do', async () => {
  const { run } = await containerWith('sleep 1000', 'true');
  expect(await run(1)).toBe("The stop command 'sleep 1000' had not finished after 0.001 seconds");
});

it('runs nothing more once the program has ended, which is no failure', async () => {
  const { engine, run } = await containerWith('kill 1', 'true');
  const running = run();
  await engine.until(1);
  engine.running = false;
  engine.end(137);
  expect(await running).toBeNull();
  expect(engine.started).toEqual(['kill 1']);
  expect(await run()).toBeNull();
  expect(engine.started).toHaveLength(1);
});
