import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { send, wrongToken } from './api.ts';

interface Refusal {
  readonly errors?: readonly { readonly message: string }[];
}

/** Sends bytes with PUT. @returns the answer. @throws CliError with the site's message if it refuses */
export async function sendBytes<T>(
  config: CliConfig,
  path: string,
  { type, body }: { readonly type: string; readonly body: Uint8Array<ArrayBuffer> },
): Promise<T> {
  const response = await send(config, { path, method: 'PUT', type, body });
  if (response.status === 401) throw wrongToken(config);
  const answer = (await response.json().catch(() => ({}))) as T & Refusal;
  if (response.ok) return answer;
  throw new CliError(answer.errors?.[0]?.message ?? `${config.url} answered ${response.status} to ${path}.`);
}
