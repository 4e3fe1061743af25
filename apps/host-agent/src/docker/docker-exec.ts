import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { created, execDetails } from './docker-answers.ts';
import type { DockerClient } from './docker-client.ts';

export interface ExecRequest {
  readonly command: readonly string[];
  readonly env: readonly string[];
}

export type ExecDetails = z.infer<typeof execDetails>;

/**
 * Whoever types these in a row is detached by Docker, which holds back what may become them. Its own choice,
 * Ctrl-P and Ctrl-Q, would keep a shell's history a key behind; these nobody types.
 */
const detachKeys = 'ctrl-^,ctrl-@,ctrl-^,ctrl-@,ctrl-^,ctrl-@';

/** Makes ready a command with a terminal of its own in a container; answers Docker's id of it. */
export async function createExec(docker: DockerClient, key: string, request: ExecRequest): Promise<string> {
  const answer = await docker.transport.call(
    'POST',
    `/containers/${key}/exec`,
    {},
    {
      Cmd: request.command,
      Env: request.env,
      Tty: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      DetachKeys: detachKeys,
    },
  );
  return created.parse(answer).Id;
}

/** Starts it. The connection is there before the process is: see `resizeExec`. */
export function attachExec(docker: DockerClient, execId: string): Promise<Duplex> {
  return docker.transport.hijack(`/exec/${execId}/start`, { Detach: false, Tty: true });
}

/** Sets the size of its window. Docker answers once the process runs. */
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
