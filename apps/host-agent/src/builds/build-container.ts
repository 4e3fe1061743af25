import type { ContextEntry } from '@pineapple/build-context';
import { type BuildStep, buildLimits } from '@pineapple/core';
import { z } from 'zod';
import { fileArchive } from '../containers/container-request.ts';
import { maskedPaths } from '../containers/protected-paths.ts';
import { seccompProfile } from '../containers/seccomp/seccomp-profile.ts';
import { created, execDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError } from '../docker/docker-error.ts';
import { labels } from '../docker/docker-names.ts';
import { containerTarget } from './context/container-target.ts';
import { copyFiles } from './context/copy-files.ts';

const mebibyte = 1024 * 1024;
/** It ends itself a little after the longest build, also when its agent was killed. */
const longestLifeSeconds = (buildLimits.minutes + 2) * 60;
/** To change files of any owner, and run commands as any user of the image. */
const capabilities = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
] as const;
const seccomp = JSON.stringify(seccompProfile());
const written = z.object({ SizeRw: z.number().default(0) });

/**
 * The request for the container in which a Dockerfile is carried out. What runs in it is a user's: it has no network of
 * Docker's, fewer rights than a container of a lab, and bounded memory, processes and time of the processor.
 */
function buildRequest(image: string, { hostId, diskGb, resolver }: BuildContainerOptions) {
  return {
    Image: image,
    Entrypoint: ['sleep', String(longestLifeSeconds)],
    Cmd: [],
    // Its own numeric id: an image without a list of users has no root.
    User: '0',
    Labels: { [labels.build]: hostId },
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      CapAdd: capabilities,
      SecurityOpt: ['no-new-privileges', `seccomp=${seccomp}`],
      MaskedPaths: maskedPaths,
      IpcMode: 'private',
      // Takes the processes that a step leaves.
      Init: true,
      Memory: buildLimits.memoryMb * mebibyte,
      MemorySwap: buildLimits.memoryMb * mebibyte,
      PidsLimit: buildLimits.processes,
      NanoCpus: buildLimits.cpus * 1_000_000_000,
      // Labs come first.
      CpuShares: 128,
      OomScoreAdj: 900,
      Ulimits: [
        { Name: 'fsize', Soft: buildLimits.sizeMb * mebibyte, Hard: buildLimits.sizeMb * mebibyte },
        { Name: 'core', Soft: 0, Hard: 0 },
      ],
      LogConfig: { Type: 'none' },
      AutoRemove: true,
      // It belongs to the build, not to the image. Read-only, because it is a file of the host.
      ...(resolver !== null && { Binds: [`${resolver}:/etc/resolv.conf:ro`] }),
      ...(diskGb !== null && { StorageOpt: { size: `${Math.min(diskGb, 2)}G` } }),
    },
  };
}

interface BuildContainerOptions {
  readonly docker: DockerClient;
  readonly hostId: string;
  /** What the engine can limit a container's disk to, in GB; null if it can't. */
  readonly diskGb: number | null;
  /** A file of the host that is its resolv.conf; null if it has no network. */
  readonly resolver: string | null;
}

/** The configuration of an image, as Docker's commit takes it. */
export interface ImageConfig {
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly User: string;
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly ExposedPorts: Readonly<Record<string, object>>;
}

/** The container that becomes an image. */
export class BuildContainer {
  readonly #docker: DockerClient;
  readonly #key: string;

  private constructor(docker: DockerClient, key: string) {
    this.#docker = docker;
    this.#key = key;
  }

  static async start(image: string, options: BuildContainerOptions): Promise<BuildContainer> {
    const { docker } = options;
    const name = `pn-build-${crypto.randomUUID().slice(0, 13)}`;
    const container = new BuildContainer(
      docker,
      await docker.createContainer(name, buildRequest(image, options)),
    );
    try {
      await docker.startContainer(container.#key);
      return container;
    } catch (error) {
      await container.remove();
      throw error;
    }
  }

  /** Removes those that an earlier agent of this host left. */
  static async removeAll(docker: DockerClient, hostId: string): Promise<void> {
    const left = await docker.listContainers({ labels: [`${labels.build}=${hostId}`] });
    await Promise.all(left.map(({ Id }) => docker.removeContainer(Id)));
  }

  /**
   * Carries out a step.
   * @param context what it can copy
   * @returns its exit status; null if the container ended
   * @throws BuildFailure if files can't be copied
   */
  async perform(
    step: BuildStep,
    context: readonly ContextEntry[],
    reader: OutputReader,
  ): Promise<number | null> {
    switch (step.kind) {
      case 'run':
        return this.#run(step.command, step.settings, reader);
      case 'folder':
        return this.#run(['mkdir', '-p', '--', step.path], asRoot, reader);
      case 'file': {
        const target = containerTarget(this.#docker, this.#key);
        const owner = step.owner === null ? null : await target.ownerIds(step.owner);
        const file = { path: step.path, content: step.content, mode: Number.parseInt(step.mode, 8) };
        await target.putArchive(await fileArchive([file], owner ?? undefined));
        return 0;
      }
      case 'copy':
        await copyFiles(step, context, containerTarget(this.#docker, this.#key));
        return 0;
    }
  }

  /** The id of its first process on the host. @throws DockerError if it has ended and is removed */
  async pid(): Promise<number> {
    return (await this.#docker.inspectContainer(this.#key)).State.Pid;
  }

  /** What it has written, in bytes. */
  async writtenBytes(): Promise<number> {
    const query = { size: 'true' };
    const details = await this.#docker.transport.call('GET', `/containers/${this.#key}/json`, query);
    return written.parse(details).SizeRw;
  }

  /** Makes the image. */
  async commit(reference: string, config: ImageConfig): Promise<void> {
    const [repo = '', tag = ''] = reference.split(':');
    // Docker adds the container's labels. This one would make a container of the image look like one that builds.
    const body = { ...config, Labels: { ...config.Labels, [labels.build]: '' } };
    await this.#docker.transport.call('POST', '/commit', { container: this.#key, repo, tag }, body);
  }

  async remove(): Promise<void> {
    try {
      await this.#docker.removeContainer(this.#key);
    } catch (error) {
      // Docker removes it already, because it has ended.
      if (!(error instanceof DockerError && error.status === 409)) throw error;
    }
  }

  async #run(
    command: readonly string[],
    { env, user, workingDir }: RunSettings,
    { onOutput, signal }: OutputReader,
  ): Promise<number | null> {
    const { transport } = this.#docker;
    const request = {
      Cmd: command,
      Env: env,
      ...(user !== null && { User: user }),
      ...(workingDir !== null && { WorkingDir: workingDir }),
      AttachStdout: true,
      AttachStderr: true,
      Tty: true,
    };
    const { Id } = created.parse(await transport.call('POST', `/containers/${this.#key}/exec`, {}, request));
    const options = { body: { Detach: false, Tty: true }, signal };
    for await (const piece of await transport.stream('POST', `/exec/${Id}/start`, options)) onOutput(piece);
    return execDetails.parse(await transport.call('GET', `/exec/${Id}/json`)).ExitCode;
  }
}

interface OutputReader {
  readonly onOutput: (piece: Buffer) => void;
  /** Stops reading. The command ends with the container. */
  readonly signal: AbortSignal;
}

interface RunSettings {
  readonly env: readonly string[];
  readonly user: string | null;
  readonly workingDir: string | null;
}

const asRoot: RunSettings = { env: [], user: '0', workingDir: '/' };
