import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { created, execDetails } from './docker-answers.ts';
import type { DockerClient } from './docker-client.ts';

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
