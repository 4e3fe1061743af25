import type { CliConfig } from '@pineapple/config';
import type { CapturePoint, capturePath } from '@pineapple/host-link/capture';
import { CliError } from '../cli-error.ts';
import { findLab, findNodeOf, type ListedLab } from '../labs.ts';
import { wrongToken } from '../site/api.ts';
import type { CaptureCommand } from './capture-command.ts';

/** Why a capture ended before its time. */
export const captureLost = 'The capture was lost: the server or the host went away. Run the command again.';

interface CaptureSubject {
  /** A container, a network, or the lab of several. */
  readonly id: string;
  readonly query: Pick<Parameters<typeof capturePath>[1], 'interface' | 'on'>;
}

/** What a command captures. One interface or network needs no lab. @throws CliError */
export function findSubject(labs: readonly ListedLab[], { lab, targets }: CaptureCommand): CaptureSubject {
  const found = findLab(labs, lab);
  const on = targets.map(({ node, interface: name }): CapturePoint => {
    const point = findNodeOf(labs, { lab, container: node });
    if ('containerId' in point) return { ...point, interface: name };
    if (name === null) return point;
    throw new CliError(`"${node}" is a network and has no interface ${name}. Leave the interface out.`);
  });
  const [one, ...others] = on;
  if (!one || others.length > 0) return { id: found.id, query: { on } };
  return 'networkId' in one
    ? { id: one.networkId, query: {} }
    : { id: one.containerId, query: { interface: one.interface } };
}

/** Asks the website for a capture, or about one. @throws CliError for a refusal, with its reason */
export async function askCapture(
  { url, token }: CliConfig,
  path: string,
  { signal, question }: { readonly signal: AbortSignal; readonly question?: object },
): Promise<Response> {
  const body = question === undefined ? {} : { method: 'POST', body: JSON.stringify(question) };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let response: Response;
  try {
    response = await fetch(new URL(path, url), { headers, ...body, redirect: 'error', signal });
  } catch (cause) {
    throw new CliError(`${url} can't be reached. Check PINEAPPLE_URL.`, { cause });
  }
  if (response.ok) return response;
  if (response.status === 401) throw wrongToken({ url, token });
  const answer = (await response.json().catch(() => null)) as {
    readonly errors?: readonly { readonly message: string }[];
  } | null;
  throw new CliError(answer?.errors?.[0]?.message ?? `${url} answered ${response.status}.`);
}
