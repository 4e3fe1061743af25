import { mkdirSync } from 'node:fs';
import { startPrivateEngine } from '../../docker/private-engine.ts';
import { SupervisedProcess } from '../../processes/supervised-process.ts';
import { nodeFlags } from '../../product-programs.ts';
import { hostReady, inside } from '../paths.ts';
import { prepareMachine } from './prepare-machine.ts';
import { serveTunnels } from './serve-tunnels.ts';

/**
 * The main program of a host's container: runs a dockerd of its own and the host agent beside it, as the launcher does for
 * root, and serves the tunnel to the launcher. The agent's log goes to standard output. SIGTERM stops everything in order.
 */
const note = (text: string): void => void process.stdout.write(`${text}\n`);

for (const folder of [inside.run, `${inside.data}/agent`])
  mkdirSync(folder, { recursive: true, mode: 0o700 });
prepareMachine();
const startAgent = (): Promise<SupervisedProcess> =>
  SupervisedProcess.start(
    {
      name: 'host-agent',
      command: [process.execPath, '--enable-source-maps', ...nodeFlags, `${inside.programs}/agent/agent.mjs`],
      env: process.env,
      logFile: '/dev/stdout',
      readyWhen: /agent ready/,
      stopTimeoutMs: 30_000,
    },
    note,
  );
async function runHost(): Promise<void> {
  await using cleanup = new AsyncDisposableStack();
  const stop = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.resolve());

  // An engine with networks of an earlier version waits half a minute for their driver, which the agent serves.
  const agent = await startAgent();
  cleanup.use(agent);
  const engine = await startPrivateEngine({
    dataDir: inside.data,
    runDir: inside.run,
    socketPath: inside.dockerSocket,
    environment: process.env,
    onRestart: note,
    note,
  });
  cleanup.use(engine);
  // The agent ends before the engine, because it stops the labs through it.
  cleanup.defer(() => agent[Symbol.asyncDispose]());
  cleanup.use(await serveTunnels());
  note(hostReady);
  await stop.promise;
}

await runHost();
process.exit(0);
