import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';

interface Answer<D> {
  readonly data?: D | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends an operation to the API. @throws CliError for an error, or a response that is not GraphQL */
export async function request<D>(
  config: CliConfig,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<D> {
  const response = await send(config, JSON.stringify({ query, variables }));
  const answer = (await response.json().catch(() => ({}))) as Answer<D>;
  const [error] = answer.errors ?? [];
  if (response.status === 401 || error?.extensions?.code === 'UNAUTHENTICATED') throw wrongToken(config);
  if (error) throw new CliError(`${config.url} refused the request: ${error.message}`);
  if (!answer.data)
    throw new CliError(
      `${config.url} answered ${response.status}. Check that PINEAPPLE_URL is the address of Pineapple Networks.`,
    );
  return answer.data;
}

export function wrongToken({ url }: CliConfig): CliError {
  return new CliError(
    `${url} does not accept PINEAPPLE_TOKEN. It is wrong, expired or revoked; create another one at ${url}/developers.`,
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
    throw new CliError(`${url} can't be reached${reason}. Check PINEAPPLE_URL.`, { cause });
  }
}
