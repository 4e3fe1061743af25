import type { ContextEntry } from '@pineapple/build-context';
import { buildLimits, type Dockerfile, type ManifestDockerfile, readDockerfile } from '@pineapple/core';
import type { ImageDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { StoredFiles } from '../containers/file-contents.ts';
import { BuildContainer, type ImageConfig } from './build-container.ts';
import { BuildFailure } from './build-failure.ts';
import type { BuildLog } from './build-log.ts';
import type { BuildNetworks } from './build-networks.ts';
import { readContext } from './context/read-context.ts';

/** How often the size is looked at. Docker reports no event about it. */
const sizeIntervalMs = 1000;
const mebibyte = 1024 * 1024;
const mostOutputBytes = 16 * mebibyte;

interface BuildImageOptions {
  readonly docker: DockerClient;
  readonly hostId: string;
  readonly diskGb: number | null;
  readonly log: BuildLog;
  /** The way to the internet; null for none. */
  readonly networks: BuildNetworks | null;
  /** Where build contexts are. */
  readonly files: Pick<StoredFiles, 'contexts'>;
  /** Ends the build at once; its reason is thrown. */
  readonly signal: AbortSignal;
}

/**
 * Builds an image from a Dockerfile whose base the host has: carries out its steps in one container, without a network or with
 * egress of its own, and commits that. Nothing is left if it fails.
 * @throws BuildFailure, the signal's reason, DockerError or DockerUnavailableError
 */
export async function buildImage(build: ManifestDockerfile, options: BuildImageOptions): Promise<void> {
  const { reference, base, dockerfile } = build;
  const { docker, log, signal, files, networks } = options;
  const details = await docker.inspectImage(base);
  const read = readDockerfile(dockerfile, details.Config?.Env ?? []);
  const context = await readContext(build, files);
  signal.throwIfAborted();
  await using network = await networks?.make();
  const container = await BuildContainer.start(base, { ...options, resolver: networks?.resolver ?? null });
  const stopped = new AbortController();
  const end = AbortSignal.any([signal, stopped.signal]);
  // What runs in the container ends with it.
  const remove = (): void => void container.remove().catch(() => undefined);
  end.addEventListener('abort', remove, { once: true });
  const watch = setInterval(() => void checkSize(container, stopped), sizeIntervalMs).unref();
  try {
    if (end.aborted) remove();
    await network?.connect(await container.pid());
    await carryOut(read, { container, context, log, end, stopped });
    await checkSize(container, stopped);
    end.throwIfAborted();
    await container.commit(reference, configOf(read, details));
    // It was cancelled meanwhile.
    if (end.aborted) await docker.removeImage(reference);
    end.throwIfAborted();
  } catch (error) {
    // A removed container fails in any way.
    end.throwIfAborted();
    throw error;
  } finally {
    clearInterval(watch);
    end.removeEventListener('abort', remove);
    await container.remove();
  }
}

interface Progress {
  readonly container: BuildContainer;
  readonly context: readonly ContextEntry[];
  readonly log: BuildLog;
  readonly end: AbortSignal;
  readonly stopped: AbortController;
}

async function carryOut(
  { steps }: Dockerfile,
  { container, context, log, end, stopped }: Progress,
): Promise<void> {
  let bytes = 0;
  const decoder = new TextDecoder();
  const onOutput = (piece: Buffer): void => {
    bytes += piece.length;
    if (end.aborted) return;
    if (bytes > mostOutputBytes)
      stopped.abort(new BuildFailure(`The build printed more than ${mostOutputBytes / mebibyte} MB.`));
    else log.write(decoder.decode(piece, { stream: true }));
  };
  for (const [index, { line, text, step }] of steps.entries()) {
    log.add(`Step ${index + 1} of ${steps.length}: ${text}`);
    const status = await container
      .perform(step, context, { onOutput, signal: end })
      .catch((error: unknown) => {
        throw error instanceof BuildFailure ? new BuildFailure(`Line ${line}: ${error.message}`) : error;
      });
    end.throwIfAborted();
    if (status === 0) continue;
    const memory = status === 137 ? `, perhaps because it needed more than ${buildLimits.memoryMb} MB` : '';
    throw new BuildFailure(
      `Line ${line}: the command ended with status ${status ?? 'unknown'}${memory}. See its output.`,
    );
  }
}

async function checkSize(container: BuildContainer, stopped: AbortController): Promise<void> {
  // It may just be gone.
  const bytes = await container.writtenBytes().catch(() => 0);
  if (bytes <= buildLimits.sizeMb * mebibyte) return;
  const message = `The build wrote more than ${buildLimits.sizeMb} MB, which is the limit. Write less, or delete what the image does not need.`;
  stopped.abort(new BuildFailure(message));
}

function configOf(read: Dockerfile, { Config }: ImageDetails): ImageConfig {
  const env = new Map(
    [...(Config?.Env ?? []), ...read.env].map((line) => [line.split('=', 1)[0] ?? '', line]),
  );
  return {
    Env: [...env.values()],
    Entrypoint: read.entrypoint ?? Config?.Entrypoint ?? [],
    Cmd: read.command ?? Config?.Cmd ?? [],
    User: read.user ?? Config?.User ?? '',
    WorkingDir: read.workingDir ?? Config?.WorkingDir ?? '',
    Labels: { ...Config?.Labels, ...read.labels },
    ExposedPorts: Object.fromEntries(read.ports.map((port) => [port, {}])),
  };
}
