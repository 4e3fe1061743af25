import type { CliConfig } from '@pineapple/config';
import { CliError } from './cli-error.ts';

interface Answer<D> {
  readonly data?: D | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Asks the API. @throws CliError saying what to do, for an answer that is none */
export async function ask<D>(
  config: CliConfig,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<D> {
  const response = await send(config, JSON.stringify({ query, variables }));
  const answer = (await response.json().catch(() => ({}))) as Answer<D>;
  const [error] = answer.errors ?? [];
  if (response.status === 401 || error?.extensions?.code === 'UNAUTHENTICATED') throw wrongToken(config);
  if (error) throw new CliError(`${config.url} answers: ${error.message}`);
  if (!answer.data)
    throw new CliError(`${config.url} answers ${response.status}: is Pineapple Networks there?`);
  return answer.data;
}

export function wrongToken({ url }: CliConfig): CliError {
  return new CliError(
    `${url} does not take PINEAPPLE_TOKEN: it is wrong, over, or revoked. Make another there.`,
  );
}

async function send({ url, token }: CliConfig, body: string): Promise<Response> {
  try {
    return await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      redirect: 'error',
    });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : '';
    throw new CliError(`${url} can't be reached${reason}. PINEAPPLE_URL says where it is.`, { cause });
  }
}
