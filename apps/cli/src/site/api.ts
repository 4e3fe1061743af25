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
  const body = JSON.stringify({ query, variables });
  const response = await send(config, { path: '/graphql', method: 'POST', type: 'application/json', body });
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

/** What to send to the site. */
interface Sent {
  readonly path: string;
  readonly method: 'POST' | 'PUT';
  /** Of the body. */
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Sends a request with the token. @throws CliError if the site can't be reached */
export async function send({ url, token }: CliConfig, { path, method, type, body }: Sent): Promise<Response> {
  try {
    return await fetch(new URL(path, url), {
      method,
      headers: { 'content-type': type, authorization: `Bearer ${token}` },
      body,
      redirect: 'error',
    });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : '';
    throw new CliError(`${url} can't be reached${reason}. Check PINEAPPLE_URL.`, { cause });
  }
}
