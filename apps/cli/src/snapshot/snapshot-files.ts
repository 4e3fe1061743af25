import { createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { wrongToken } from '../site/api.ts';
import type { ListedSnapshot } from './listed-snapshot.ts';

/** Writes a snapshot to a file. @returns what was written, in words */
export async function exportSnapshot(
  config: CliConfig,
  { id, name }: Pick<ListedSnapshot, 'id' | 'name'>,
  output: string | null,
): Promise<string> {
  const path = output ?? `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.tar`;
  const response = await send(config, `/snapshot-files/${id}`, { method: 'GET' });
  const body = response.body ?? new Blob([]).stream();
  try {
    await pipeline(Readable.fromWeb(body as never), createWriteStream(path));
  } catch (cause) {
    // Half a file is no snapshot.
    await rm(path, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${path} could not be written: ${reason}.`, { cause });
  }
  return `${name} is in ${path}.`;
}

/** Makes a snapshot of a file. @returns its name and id */
export async function importSnapshot(
  config: CliConfig,
  { path, title }: { readonly path: string; readonly title: string | null },
): Promise<string> {
  const body = await openAsBlob(path).catch((cause: unknown) => {
    throw new CliError(`${path} can't be read. Check the path.`, { cause });
  });
  const query = title === null ? '' : `?name=${encodeURIComponent(title)}`;
  const headers = { 'content-type': 'application/x-tar' };
  const response = await send(config, `/snapshot-files${query}`, { method: 'PUT', headers, body });
  const { id, name } = (await response.json()) as { readonly id: string; readonly name: string };
  return `${name}  (${id})`;
}

interface Refusal {
  readonly errors?: readonly { readonly message: string }[];
}

/** @throws CliError with the website's message if it refuses */
async function send(config: CliConfig, path: string, init: RequestInit): Promise<Response> {
  const { url, token } = config;
  const headers = { ...init.headers, authorization: `Bearer ${token}` };
  const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'error' }).catch(
    (cause: unknown) => {
      throw new CliError(`The connection to ${url} was lost. Run the command again.`, { cause });
    },
  );
  if (response.ok) return response;
  if (response.status === 401) throw wrongToken(config);
  const { errors } = (await response.json().catch(() => ({}))) as Refusal;
  throw new CliError(errors?.[0]?.message ?? `${url} answered ${response.status}.`);
}
