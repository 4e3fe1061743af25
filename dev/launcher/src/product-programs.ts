import { dirname, join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { nodeFlags } from './processes/node-flags.ts';
import { startNodeProgram, type ProgramSurroundings } from './processes/node-program.ts';
import type { SupervisedProcess } from './processes/supervised-process.ts';

export interface LocalAws {
  readonly process: SupervisedProcess;
  readonly endpoint: string;
  readonly busUrl: string;
}

/** This machine, as Systems Manager knows it. */
export interface LocalHost {
  readonly hostId: string;
  readonly agentSocket: string;
}

function streamsSocket({ agentSocket }: LocalHost): string {
  return join(dirname(agentSocket), 'streams.sock');
}

/** Starts the local AWS. With port 0 it chooses free ports, and keeps them when it is started again. */
export async function startLocalAws(
  host: LocalHost,
  options: { dataDir: string; port: number },
  around: ProgramSurroundings,
): Promise<LocalAws> {
  const [port, busPort] = options.port === 0 ? await freePorts(2) : [options.port, options.port + 1];
  const instance = {
    instanceId: host.hostId,
    name: 'this machine',
    tags: { 'pineapple-role': 'host' },
    env: {
      PINEAPPLE_AGENT_SOCKET: host.agentSocket,
      PINEAPPLE_AGENT_STREAMS_SOCKET: streamsSocket(host),
    },
    path: `${join(around.root, 'apps/host-agent/bin')}:${around.environment['PATH'] ?? '/usr/bin:/bin'}`,
  };
  const process = await startNodeProgram(
    {
      name: 'local-aws',
      entry: 'dev/local-aws/src/main.ts',
      args: [
        JSON.stringify({
          dataDir: join(options.dataDir, 'aws'),
          port,
          busPort,
          instances: [instance],
          // The functions are loaded before the first container is requested.
          lambda: { warm: true },
        }),
      ],
      env: {},
      readyWhen: /"endpoint":"([^"]+)","busUrl":"([^"]+)"/,
      lowPriority: true,
    },
    around,
  );
  return { process, endpoint: process.readyMatch(1), busUrl: process.readyMatch(2) };
}

export async function startAgent(
  host: LocalHost,
  options: { dataDir: string; dockerHost: string; env: Record<string, string> },
  around: ProgramSurroundings,
): Promise<SupervisedProcess> {
  const env = {
    ...options.env,
    PINEAPPLE_HOST_ID: host.hostId,
    PINEAPPLE_AGENT_DIR: join(options.dataDir, 'agent'),
    PINEAPPLE_AGENT_SOCKET: host.agentSocket,
    PINEAPPLE_AGENT_STREAMS_SOCKET: streamsSocket(host),
    PINEAPPLE_STOP_LABS: '1',
    DOCKER_HOST: options.dockerHost,
    // Docker remembers a driver's socket for as long as it runs, so each product has its own driver name.
    PINEAPPLE_DRIVER: `pineapple-${host.hostId.slice(-6)}`,
  };
  const entry = 'apps/host-agent/src/main.ts';
  const program = { name: 'host-agent', entry, env, nodeFlags, readyWhen: /agent ready/ };
  return startNodeProgram(program, around);
}

export async function startApi(
  options: { port: number; webDir: string; env: Record<string, string> },
  around: ProgramSurroundings,
): Promise<{ process: SupervisedProcess; url: string }> {
  const port = options.port === 0 ? (await freePorts(1))[0] : options.port;
  const url = `http://localhost:${port}`;
  const env = {
    ...options.env,
    PORT: String(port),
    PINEAPPLE_PUBLIC_URL: url,
    PINEAPPLE_WEB_DIR: options.webDir,
  };
  const entry = 'apps/api/src/main.ts';
  const program = { name: 'api', entry, env, nodeFlags, readyWhen: /api ready/ };
  return { process: await startNodeProgram(program, around), url };
}
