import { reachStatuses } from '@pineapple/core';
import { z } from 'zod';

/** What to probe: every container of the lab on this host against every address of every other one, or less. */
export interface ReachRequest {
  /** Null for both. */
  readonly ipVersion: 4 | 6 | null;
  /** Null for pings. */
  readonly tcpPort: number | null;
  /** The only container that sends; null for all. */
  readonly from: string | null;
  /** The only address that is probed; null for all. */
  readonly address: string | null;
  /** Whether to tell how cells are before their last answers are waited for. Left out: no. */
  readonly early?: boolean;
}

/** One cell of the matrix, on a line of the answer of `GET /reach`. */
export const reachCell = z.object({
  from: z.string(),
  /** Id of the target; null for a container on another host, which is known by its name. */
  to: z.string().nullable(),
  name: z.string(),
  /** Null if the target has none of the kind. */
  address: z.string().nullable(),
  sent: z.int().nonnegative(),
  received: z.int().nonnegative(),
  rttMs: z.number().nonnegative().nullable(),
  status: z.enum(reachStatuses),
  /** The address that sent an ICMP error; null without one. */
  errorFrom: z.string().nullable(),
  /** Whether answers may still come. The cell follows again then. */
  pending: z.boolean().default(false),
});
export type ReachCell = z.infer<typeof reachCell>;

/** The last line: nothing is missing. */
export const reachEnd = z.object({ end: z.literal(true) });

export function reachPath({ ipVersion, tcpPort, from, address, early }: ReachRequest): string {
  const search = new URLSearchParams();
  if (ipVersion !== null) search.set('ip', String(ipVersion));
  if (tcpPort !== null) search.set('port', String(tcpPort));
  if (from !== null) search.set('from', from);
  if (address !== null) search.set('address', address);
  if (early === true) search.set('early', '1');
  const query = search.toString();
  return `/reach${query === '' ? '' : `?${query}`}`;
}

const requestSchema = z.object({
  ip: z.enum(['4', '6']).nullable(),
  port: z.coerce.number().int().min(1).max(65535).nullable(),
  from: z.string().max(100).nullable(),
  address: z.union([z.ipv4(), z.ipv6()]).nullable(),
  early: z.literal('1').nullable(),
});

/** Reads what `reachPath` wrote. @throws ZodError */
export function readReachRequest(search: URLSearchParams): ReachRequest {
  const given = (name: string): string | null => search.get(name);
  const read = requestSchema.parse({
    ip: given('ip'),
    port: given('port'),
    from: given('from'),
    address: given('address'),
    early: given('early'),
  });
  const ipVersion = read.ip === null ? null : read.ip === '4' ? 4 : 6;
  return {
    ipVersion,
    tcpPort: read.port,
    from: read.from,
    address: read.address,
    early: read.early !== null,
  };
}

/** Asks for the facts of these containers; of all if there are none. */
export function factsPath(containerIds: readonly string[]): string {
  return `/facts${containerIds.length === 0 ? '' : `?containers=${containerIds.join(',')}`}`;
}
