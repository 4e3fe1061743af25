import { dockerClient } from '@pineapple/launcher';
import { containerKey, leftInDocker, type LocalAgentHost } from '@pineapple/test-kit/hosts';
import { expect, vi } from 'vitest';

/** The exit code of a command in a container, and its output. */
interface ExecResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a command in a lab container through Docker. */
export async function execIn(
  product: LocalAgentHost,
  name: string,
  command: readonly string[],
): Promise<ExecResult> {
  const docker = dockerClient(product.dockerHost);
  const exec = await docker
    .getContainer(await containerKey(product, name))
    .exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await exec.start({ Tty: true, hijack: true, stdin: false });
  let output = '';
  for await (const chunk of stream) output += String(chunk);
  const { ExitCode } = await exec.inspect();
  return { code: ExitCode ?? -1, output };
}

/** Waits until Docker has nothing of the product. Only a running agent removes networks. */
export async function untilDockerIsEmpty(product: LocalAgentHost): Promise<void> {
  await vi.waitFor(async () => expect(await leftInDocker(product)).toEqual([]), {
    timeout: 90_000,
    interval: 200,
  });
}
