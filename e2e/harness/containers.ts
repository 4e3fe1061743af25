import { dockerClient, type Product } from '@pineapple/launcher';
import { expect, vi } from 'vitest';
import { leftInDocker } from './left-in-docker.ts';

export { leftInDocker };

type Where = Pick<Product, 'dockerHost' | 'hostId'>;

/** What ran in a container: its exit status and everything it printed. */
export interface ExecResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a command in the lab container of that name, by the shortest way: Docker itself. */
export async function execIn(product: Where, name: string, command: readonly string[]): Promise<ExecResult> {
  const docker = dockerClient(product.dockerHost);
  const label = [`pineapple.host=${product.hostId}`, `pineapple.name=${name}`];
  const [found] = await docker.listContainers({ filters: { label } });
  if (!found) throw new Error(`No container named ${name} runs on ${product.hostId}`);
  const exec = await docker
    .getContainer(found.Id)
    .exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await exec.start({ Tty: true, hijack: true, stdin: false });
  let output = '';
  for await (const chunk of stream) output += String(chunk);
  const { ExitCode } = await exec.inspect();
  return { code: ExitCode ?? -1, output };
}

/** Waits until nothing of the product is left in Docker, for its networks go only while the agent runs. */
export async function untilDockerIsEmpty(product: Product): Promise<void> {
  await vi.waitFor(async () => expect(await leftInDocker(product)).toEqual([]), {
    timeout: 30_000,
    interval: 200,
  });
}
