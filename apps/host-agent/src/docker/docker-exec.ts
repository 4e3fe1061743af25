import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { created, execDetails } from './docker-answers.ts';
import type { DockerClient } from './docker-client.ts';
import { OutputTail } from './output-tail.ts';

interface ExecRequest {
  readonly command: readonly string[];
  readonly env: readonly string[];
  /** Whether it gets a pseudo-terminal of its own. */
  readonly tty: boolean;
}

type ExecDetails = z.infer<typeof execDetails>;

/**
 * Docker detaches a client that sends these keys in a row, and holds back each key that may begin the sequence. Its
 * default, Ctrl-P Ctrl-Q, would delay a shell's history keys by one. This sequence does not occur in practice.
 */
const detachKeys = 'ctrl-^,ctrl-@,ctrl-^,ctrl-@,ctrl-^,ctrl-@';

/** Creates an exec instance in a container; returns Docker's id of it. */
export async function createExec(docker: DockerClient, key: string, request: ExecRequest): Promise<string> {
  const answer = await docker.transport.call(
    'POST',
    `/containers/${key}/exec`,
    {},
    {
      Cmd: request.command,
      Env: request.env,
      Tty: request.tty,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      DetachKeys: detachKeys,
    },
  );
  return created.parse(answer).Id;
}

/** Starts the command. The connection exists before the process does; see `resizeExec`. */
export function attachExec(docker: DockerClient, execId: string, tty: boolean): Promise<Duplex> {
  return docker.transport.hijack(`/exec/${execId}/start`, { Detach: false, Tty: tty });
}

/** Sets the size of the terminal. Docker responds once the process runs. */
export async function resizeExec(
  docker: DockerClient,
  execId: string,
  size: { readonly cols: number; readonly rows: number },
): Promise<void> {
  const query = { w: String(size.cols), h: String(size.rows) };
  await docker.transport.call('POST', `/exec/${execId}/resize`, query);
}

export async function inspectExec(docker: DockerClient, execId: string): Promise<ExecDetails> {
  return execDetails.parse(await docker.transport.call('GET', `/exec/${execId}/json`));
}

/** Creates an exec instance of a command that runs as root, without input and terminal; returns Docker's id of it. */
export async function createCommand(
  docker: DockerClient,
  key: string,
  command: readonly string[],
  env: readonly string[],
): Promise<string> {
  // Its own numeric id: an image without a list of users has no root.
  const request = { Cmd: command, Env: env, User: '0', AttachStdout: true, AttachStderr: true, Tty: false };
  return created.parse(await docker.transport.call('POST', `/containers/${key}/exec`, {}, request)).Id;
}

/**
 * Starts a command and waits until it has ended. Once aborted, it goes on in the container.
 * @returns the end of its output, or why it could not be started
 */
export async function runCommand(docker: DockerClient, execId: string, signal: AbortSignal): Promise<string> {
  const options = { body: { Detach: false, Tty: false }, signal };
  const tail = new OutputTail();
  for await (const piece of await docker.transport.stream('POST', `/exec/${execId}/start`, options))
    tail.add(piece);
  return tail.text;
}
