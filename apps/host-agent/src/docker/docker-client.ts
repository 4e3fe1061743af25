import { z } from 'zod';
import {
  type ContainerDetails,
  type ContainerSummary,
  type EngineInfo,
  type ImageDetails,
  type NetworkSummary,
  containerDetails,
  containerSummary,
  created,
  engineInfo,
  execDetails,
  imageDetails,
  networkSummary,
} from './docker-answers.ts';
import { DockerError, isNotFound, isNotModified } from './docker-error.ts';
import { lastLogLine } from './log-frames.ts';
import type { DockerTransport } from './docker-transport.ts';
import { pullError, type PullNews, pullQuery, readPullNews } from './image-pull.ts';

/** A large image over a slow line. The command that waits for it has ten minutes. */
const pullTimeoutMs = 480_000;

const version = z.object({ ApiVersion: z.string(), Version: z.string() });

/** The body of the Engine API's call that creates a container. */
export interface ContainerRequest {
  readonly Hostname: string;
  readonly Image: string;
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  /** Lines such as `LOG_LEVEL=debug`, beside those of the image. */
  readonly Env: readonly string[];
  /** Empty, as the next one, for that of the image. */
  readonly User: string;
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly NetworkDisabled: boolean;
  readonly HostConfig: Readonly<Record<string, unknown>>;
}

/** What of its host a container may use. Memory in bytes, with swap the second time. */
export interface ContainerResources {
  readonly Memory: number;
  readonly MemorySwap: number;
  readonly NanoCpus: number;
}

/** Which containers to list: those with all of the labels, and one of the ids if any are given. */
interface ContainerFilter {
  readonly labels: readonly string[];
  readonly ids?: readonly string[];
}

/** The Engine API calls of the agent. Each call throws DockerError or DockerUnavailableError. */
export class DockerClient {
  readonly transport: DockerTransport;

  constructor(transport: DockerTransport) {
    this.transport = transport;
  }

  /** Agrees on an API version with the engine; returns the engine's version. */
  async negotiateVersion(): Promise<string> {
    const { ApiVersion, Version } = version.parse(await this.transport.callUnversioned('/version'));
    this.transport.agreeOn(ApiVersion);
    return Version;
  }

  async info(): Promise<EngineInfo> {
    return engineInfo.parse(await this.transport.call('GET', '/info'));
  }

  async listContainers({ labels, ids = [] }: ContainerFilter): Promise<ContainerSummary[]> {
    const filters = { label: labels, ...(ids.length > 0 && { id: ids }) };
    const query = { all: 'true', filters: JSON.stringify(filters) };
    return z.array(containerSummary).parse(await this.transport.call('GET', '/containers/json', query));
  }

  /** @param driver the name of their driver */
  async listNetworks(driver: string): Promise<NetworkSummary[]> {
    const query = { filters: JSON.stringify({ driver: [driver] }) };
    return z.array(networkSummary).parse(await this.transport.call('GET', '/networks', query));
  }

  async inspectContainer(key: string): Promise<ContainerDetails> {
    return containerDetails.parse(await this.transport.call('GET', `/containers/${key}/json`));
  }

  /** Fails when the engine no longer accepts connections, as while it shuts down. */
  async inspectOnNewConnection(key: string): Promise<ContainerDetails> {
    return containerDetails.parse(await this.transport.callOnNewConnection('GET', `/containers/${key}/json`));
  }

  async inspectImage(reference: string): Promise<ImageDetails> {
    return imageDetails.parse(await this.transport.call('GET', `/images/${encodeURI(reference)}/json`));
  }

  /** Pulls an image from its registry. @throws DockerError with the registry's answer */
  async pullImage(reference: string): Promise<void> {
    const options = { query: pullQuery(reference), signal: AbortSignal.timeout(pullTimeoutMs) };
    const lines: Buffer[] = [];
    for await (const chunk of await this.transport.stream('POST', '/images/create', options))
      lines.push(chunk);
    const error = pullError(Buffer.concat(lines).toString('utf8'));
    if (error !== null) throw new DockerError(500, error);
  }

  /** Pulls an image and tells of its layers. Leaving the loop, and the signal, end the pull. */
  async *pullProgress(reference: string, signal: AbortSignal): AsyncGenerator<PullNews> {
    const left = new AbortController();
    const options = { query: pullQuery(reference), signal: AbortSignal.any([signal, left.signal]) };
    try {
      let partial = '';
      for await (const chunk of await this.transport.stream('POST', '/images/create', options)) {
        const lines = `${partial}${chunk.toString('utf8')}`.split('\n');
        partial = lines.pop() ?? '';
        for (const line of lines) if (line.trim() !== '') yield readPullNews(line);
      }
    } finally {
      left.abort();
    }
  }

  /** @param request the body of the Engine API's call */
  async createContainer(name: string, request: object): Promise<string> {
    const answer = await this.transport.call('POST', '/containers/create', { name }, request);
    return created.parse(answer).Id;
  }

  /** Unpacks a tar archive at the root of a container, running or not. Links can't lead it out of the container. */
  async putArchive(key: string, archive: Buffer | AsyncIterable<Buffer>): Promise<void> {
    await this.transport.upload(`/containers/${key}/archive`, { path: '/' }, archive, 'application/x-tar');
  }

  async startContainer(key: string): Promise<void> {
    await tolerating(isNotModified, this.transport.call('POST', `/containers/${key}/start`));
  }

  async stopContainer(key: string, graceSeconds: number): Promise<void> {
    const query = { t: String(graceSeconds) };
    await tolerating(isNotModified, this.transport.call('POST', `/containers/${key}/stop`, query));
  }

  async pauseContainer(key: string): Promise<void> {
    await this.transport.call('POST', `/containers/${key}/pause`);
  }

  /** Safe to repeat: Docker refuses it for one that is not paused, or gone. */
  async unpauseContainer(key: string): Promise<void> {
    const isDone = (error: unknown): boolean =>
      isNotFound(error) || (error instanceof DockerError && /is not paused|not running/.test(error.message));
    await tolerating(isDone, this.transport.call('POST', `/containers/${key}/unpause`));
  }

  /** Changes what a container may use, running or not. */
  async updateContainer(key: string, resources: ContainerResources): Promise<void> {
    await this.transport.call('POST', `/containers/${key}/update`, {}, resources);
  }

  async removeContainer(key: string): Promise<void> {
    const query = { force: 'true', v: 'true' };
    await tolerating(isNotFound, this.transport.call('DELETE', `/containers/${key}`, query));
  }

  /** Makes an image of what is inside a container. */
  async commit(key: string, reference: string): Promise<void> {
    const [repo = '', tag = ''] = reference.split(':');
    await this.transport.call('POST', '/commit', { container: key, repo, tag });
  }

  async renameContainer(key: string, name: string): Promise<void> {
    await this.transport.call('POST', `/containers/${key}/rename`, { name });
  }

  async removeImage(reference: string): Promise<void> {
    await tolerating(isNotFound, this.transport.call('DELETE', `/images/${encodeURI(reference)}`));
  }

  async removeNetwork(key: string): Promise<void> {
    await tolerating(isNotFound, this.transport.call('DELETE', `/networks/${key}`));
  }

  /** The last line that a container printed; empty if it printed nothing. */
  async lastLine(key: string): Promise<string> {
    const query = { stdout: 'true', stderr: 'true', tail: '1' };
    return lastLogLine(await this.transport.bytes(`/containers/${key}/logs`, query));
  }

  /** Runs a command in a container; returns its exit status and the end of its output. */
  async exec(
    key: string,
    command: readonly string[],
    signal: AbortSignal,
    env: readonly string[] = [],
  ): Promise<{ readonly code: number | null; readonly output: string }> {
    const request = { Cmd: command, Env: env, AttachStdout: true, AttachStderr: true, Tty: true };
    const { Id } = created.parse(await this.transport.call('POST', `/containers/${key}/exec`, {}, request));
    const options = { body: { Detach: false, Tty: true }, signal };
    const chunks: Buffer[] = [];
    for await (const chunk of await this.transport.stream('POST', `/exec/${Id}/start`, options)) {
      chunks.push(chunk);
      if (chunks.length > 64) chunks.shift();
    }
    const details = execDetails.parse(await this.transport.call('GET', `/exec/${Id}/json`));
    return { code: details.ExitCode, output: Buffer.concat(chunks).toString('utf8').trim().slice(-500) };
  }
}

async function tolerating(expected: (error: unknown) => boolean, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!expected(error)) throw error;
  }
}
