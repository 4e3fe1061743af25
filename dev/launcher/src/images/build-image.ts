import { readdirSync } from 'node:fs';
import type Docker from 'dockerode';

/** The label with the hash of an image's sources. */
export const sourceLabel = 'pineapple.source';

const shownCharacters = 1_500;

/** Reads a progress stream to its end. @throws Error with the error that the engine reports, and the output before it */
export async function drain(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, output: { error?: string; stream?: string }[] | null) => {
      const failure = error?.message ?? output?.find((line) => line.error)?.error;
      const printed = (output ?? []).map((line) => line.stream ?? '').join('');
      if (failure) reject(new Error(`${failure}\n${printed.slice(-shownCharacters)}`.trim()));
      else resolve();
    });
  });
}

/** Builds a folder with a Dockerfile into an image with that tag. */
export async function buildImage(docker: Docker, folder: string, tag: string, hash: string): Promise<void> {
  const stream = await docker.buildImage(
    { context: folder, src: readdirSync(folder) },
    { t: tag, labels: { [sourceLabel]: hash }, forcerm: true },
  );
  await drain(docker, stream);
}

/** The hash of an image's sources. Null when there is no such image. */
export async function builtFrom(docker: Docker, tag: string): Promise<string | null> {
  try {
    const image = await docker.getImage(tag).inspect();
    return image.Config.Labels?.[sourceLabel] ?? null;
  } catch {
    return null;
  }
}
