import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { builtInImages } from '@pineapple/core';
import type { DockerClient } from '../../docker/docker-client.ts';
import { attachExec, createExec } from '../../docker/docker-exec.ts';
import { labels } from '../../docker/docker-names.ts';
import { OutputFrames } from '../../docker/output-frames.ts';

/** It ends itself after this long, also when its agent was killed. */
const longestLifeSeconds = 1800;
const mebibyte = 1024 * 1024;
/** Debian's user without rights, `nobody`. */
const unprivilegedUser = '65534:65534';
/** Where the capture is inside. */
export const sandboxCapture = '/tmp/capture.pcapng';
const environment = ['HOME=/tmp', 'LC_ALL=C.UTF-8', 'TZ=UTC'];

/** The image has Wireshark's programs. */
export const sandboxImage = builtInImages[0]?.reference ?? '';

/**
 * The request for the container that a dissector runs in. It reads what any lab may have sent, so it has nothing to lose:
 * no network, no rights, no writable disk, no files of the host, and bounded memory, processes and time of the processor.
 */
function sandboxRequest(hostId: string) {
  return {
    Image: sandboxImage,
    Entrypoint: ['sleep'],
    Cmd: [String(longestLifeSeconds)],
    User: unprivilegedUser,
    WorkingDir: '/tmp',
    Env: environment,
    Labels: { [labels.sandbox]: hostId },
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      // Two captures, while a newer one replaces the other. It counts as memory.
      Tmpfs: { '/tmp': 'rw,noexec,nosuid,nodev,size=80m,mode=1777' },
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Memory: 640 * mebibyte,
      MemorySwap: 640 * mebibyte,
      PidsLimit: 32,
      NanoCpus: 1_000_000_000,
      // Labs come first.
      CpuShares: 128,
      OomScoreAdj: 900,
      IpcMode: 'none',
      LogConfig: { Type: 'none' },
      AutoRemove: true,
    },
  };
}

/** A container that holds one capture and runs a dissector. */
export class Sandbox {
  readonly #docker: DockerClient;
  /** Docker's id. */
  readonly #key: string;

  private constructor(docker: DockerClient, key: string) {
    this.#docker = docker;
    this.#key = key;
  }

  static async start(docker: DockerClient, hostId: string): Promise<Sandbox> {
    const name = `pn-sandbox-${crypto.randomUUID().slice(0, 13)}`;
    const sandbox = new Sandbox(docker, await docker.createContainer(name, sandboxRequest(hostId)));
    try {
      await docker.startContainer(sandbox.#key);
      return sandbox;
    } catch (error) {
      await sandbox.remove();
      throw error;
    }
  }

  /** Removes those that an earlier agent of this host left. */
  static async removeAll(docker: DockerClient, hostId: string): Promise<void> {
    const left = await docker.listContainers({ labels: [`${labels.sandbox}=${hostId}`] });
    await Promise.all(left.map(({ Id }) => docker.removeContainer(Id)));
  }

  /** Replaces the capture. @throws Error when it does not fit */
  async put(capture: Buffer): Promise<void> {
    const script = `rm -f ${sandboxCapture} && head -c "$1" > ${sandboxCapture} && echo whole`;
    const stream = await this.#exec(['sh', '-c', script, 'put', String(capture.length)]);
    const frames = new OutputFrames();
    let output = '';
    stream.on('data', (piece: Buffer) => (output += frames.read(piece).toString()));
    stream.write(capture);
    await once(stream, 'close');
    if (!output.includes('whole')) throw new Error('The sandbox did not take the capture');
  }

  /** Starts a dissector. Its output comes in Docker's frames. */
  dissect(): Promise<Duplex> {
    return this.#exec(['sharkd', '-']);
  }

  async remove(): Promise<void> {
    await this.#docker.removeContainer(this.#key).catch(() => undefined);
  }

  async #exec(command: readonly string[]): Promise<Duplex> {
    const execId = await createExec(this.#docker, this.#key, { command, env: environment, tty: false });
    const stream = await attachExec(this.#docker, execId, false);
    // Both users look at how it ends.
    stream.on('error', () => undefined);
    stream.once('end', () => stream.destroy());
    return stream;
  }
}
