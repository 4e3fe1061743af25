import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { request } from '../site/api.ts';
import { sendBytes } from '../site/send-bytes.ts';
import { subscribe, subscriptionError } from '../site/subscribe.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import type { BuildCommand } from './build-command.ts';
import { packFolder } from './read-context.ts';

const buildMutation = `mutation Build($input: BuildImageInput!) {
  buildImage(input: $input) { ... on UserError { message } }
}`;
const cancelMutation = `mutation Cancel($name: String!) {
  cancelImageBuild(input: { name: $name }) { ... on UserError { message } }
}`;
const logSubscription = `subscription Log($name: String!) {
  imageBuild(name: $name) { image { state } lines }
}`;

interface Stored {
  readonly sha256: string;
  readonly bytes: number;
}

interface News {
  readonly imageBuild: { readonly image: { readonly state: string }; readonly lines: readonly string[] };
}

/**
 * Builds an image and prints the log of the build. Ctrl-C cancels it.
 * @returns 0 if there is an image then, else 1
 * @throws CliError with the API's message if it refuses
 */
export async function build(config: CliConfig, command: BuildCommand): Promise<number> {
  const { image: name, folder } = command;
  const path = command.dockerfile ?? join(folder, 'Dockerfile');
  const dockerfile = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CliError(`${path} can't be read. Name a Dockerfile with -f.`, { cause });
  });
  const archive = await packFolder(folder);
  const stored =
    archive === null
      ? null
      : await sendBytes<Stored>(config, '/build-contexts', { type: 'application/x-tar', body: archive });
  const input = { name, dockerfile, contextSha256: stored?.sha256 ?? null };
  const { buildImage } = await request<{ buildImage: { message?: string } }>(config, buildMutation, {
    input,
  });
  if (buildImage.message !== undefined) throw new CliError(buildImage.message);
  return follow(config, name);
}

async function follow(config: CliConfig, name: string): Promise<number> {
  using interrupted = untilInterrupted();
  const cancelled = Promise.withResolvers<unknown>();
  interrupted.signal.addEventListener('abort', () =>
    cancelled.resolve(request(config, cancelMutation, { name })),
  );
  await using subscription = subscribe<News>(config, logSubscription, { name });
  let state = 'BUILDING';
  try {
    for await (const { data, errors } of subscription.events) {
      if (errors?.[0]) throw new CliError(errors[0].message);
      for (const line of data?.imageBuild.lines ?? []) process.stdout.write(`${line}\n`);
      state = data?.imageBuild.image.state ?? state;
    }
  } catch (error) {
    throw subscriptionError(error, config);
  }
  if (interrupted.signal.aborted) await cancelled.promise;
  return state === 'READY' ? 0 : 1;
}
