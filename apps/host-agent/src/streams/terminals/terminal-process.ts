import type { Duplex } from 'node:stream';
import type { ContainerDetails } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { DockerError } from '../../docker/docker-error.ts';
import { attachExec, createExec, inspectExec, resizeExec } from '../../docker/docker-exec.ts';
import { type SessionLeader, findLeader } from '../processes/process-session.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { findShells, noShell } from './find-shell.ts';
import { OutputRing } from './output-ring.ts';
import { shellEnvironment } from './shell-environment.ts';
import { mostScreenBytes } from './screen/draw-screen.ts';
import type { ScreenDrawer } from './screen/screen-drawer.ts';
import { ScreenRecord } from './screen/screen-record.ts';
import type { WindowSize } from './window-size.ts';

/** A shell in a container, with the agent's end of its terminal. */
export interface TerminalProcess {
  readonly execId: string;
  /** Docker's id of the container. */
  readonly key: string;
  /** Path of the shell in it. */
  readonly shell: string;
  /** Whether it has a pseudo-terminal. */
  readonly tty: boolean;
  readonly stream: Duplex;
  /** Resolves when Docker has closed the stream. */
  readonly closed: Promise<void>;
  /** Its output so far, filled from the stream. */
  readonly ring: OutputRing;
  /** Draws its screen for viewers that have not seen the output so far. */
  readonly record: ScreenRecord;
  /** Null where the engine's processes are not visible. */
  readonly leader: SessionLeader | null;
}

interface StartOptions {
  readonly docker: DockerClient;
  readonly details: ContainerDetails;
  readonly containerName: string;
  readonly incarnation: string;
  readonly size: WindowSize;
  readonly tty: boolean;
  readonly ringBytes: number;
  readonly drawer: Pick<ScreenDrawer, 'draw'>;
  /** Called before a shell starts, so that its record is saved first. */
  readonly onCreate: (execId: string) => Promise<void>;
}

/** Exit statuses of a command that can't be run. */
const cannotRun = [126, 127];

/** Starts the first shell that can be run. @throws StreamRefusal if there is none */
export async function startShell(options: StartOptions): Promise<TerminalProcess> {
  const { docker, details } = options;
  try {
    const shells = await findShells(docker, details);
    for (const shell of shells) {
      const started = await tryShell(options, shell);
      if (started) return started;
    }
    throw noShell(shells);
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    const code = error.status === 404 || error.status === 409 ? 'NOT_RUNNING' : 'DOCKER';
    throw new StreamRefusal(code, error.message, { cause: error });
  }
}

async function tryShell(options: StartOptions, shell: string): Promise<TerminalProcess | null> {
  const { docker, details, tty } = options;
  const env = shellEnvironment(details, options.containerName, options.incarnation);
  const execId = await createExec(docker, details.Id, { command: [shell], env, tty });
  await options.onCreate(execId);
  const stream = await attachExec(docker, execId, tty);
  // So that a screen, which takes the place of earlier output, always has a position.
  const start = mostScreenBytes;
  const record = new ScreenRecord({ drawer: options.drawer, start, size: options.size });
  const ring = new OutputRing(options.ringBytes, (bytes) => record.dropped(bytes), start);
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  // The cause is determined once the stream has closed.
  stream.on('error', () => undefined);
  stream.on('data', (bytes: Buffer) => ring.append(bytes));
  try {
    // If the shell can't be run, Docker never responds and closes the stream.
    const running = resizeExec(docker, execId, options.size).catch(() => undefined);
    await Promise.race([running, closed]);
    const { Running, Pid, ExitCode } = await inspectExec(docker, execId);
    if (!Running && cannotRun.includes(ExitCode ?? 0)) {
      stream.destroy();
      return null;
    }
    const leader = Running ? await findLeader(Pid, details.Id) : null;
    return { execId, key: details.Id, shell, tty, stream, closed, ring, record, leader };
  } catch (error) {
    stream.destroy();
    throw error;
  }
}
