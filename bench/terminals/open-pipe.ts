import { dockerClient } from '@pineapple/launcher';
import { containerKey, type LocalAgentHost } from '@pineapple/test-kit/hosts';
import { TerminalViewer } from '@pineapple/test-kit/terminals';
import type { ApiUser } from '@pineapple/test-kit/users';
import type { BytePipe } from './byte-pipe.ts';

/** A shell in a container through the product, with the client that the page uses. */
export async function openTerminal(user: ApiUser, containerId: string, terminal: string): Promise<BytePipe> {
  const viewer = await TerminalViewer.open(user, containerId, { terminal, kept: 0 });
  return {
    write: (bytes) => viewer.type(bytes),
    listen: (heard) => (viewer.onOutput = heard),
    [Symbol.dispose]: () => viewer[Symbol.dispose](),
  };
}

/** A shell in the same container through the Engine API's own stream. */
export async function openDirect(host: LocalAgentHost, containerName: string): Promise<BytePipe> {
  const container = dockerClient(host.dockerHost).getContainer(await containerKey(host, containerName));
  const exec = await container.exec({
    ...{ Cmd: ['/bin/bash', '-l'], Env: ['TERM=xterm-256color'], Tty: true },
    ...{ AttachStdin: true, AttachStdout: true, AttachStderr: true },
  });
  const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
  let heard: (bytes: Uint8Array) => void = () => undefined;
  stream.on('data', (chunk: Buffer) => heard(chunk));
  stream.on('error', () => undefined);
  return {
    write: (bytes) => void stream.write(bytes),
    listen: (next) => (heard = next),
    [Symbol.dispose]: () => void stream.end(),
  };
}
