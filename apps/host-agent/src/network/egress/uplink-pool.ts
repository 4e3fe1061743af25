import { networkInterfaces } from 'node:os';

/** The two addresses of one uplink: a /31 from the pool. */
export interface UplinkAddresses {
  readonly host: string;
  readonly lab: string;
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** The address pair at an index of the pool; null beyond its end. */
export function uplinkAddresses(pool: string, index: number): UplinkAddresses | null {
  const [base = '', length = ''] = pool.split('/');
  const size = 2 ** (32 - Number(length));
  if (index * 2 + 1 >= size) return null;
  const first = toNumber(base) - (toNumber(base) % size) + index * 2;
  return { host: toAddress(first), lab: toAddress(first + 1) };
}

/** The first free index: no lab has it, and its addresses are on none of the host's links. */
export function nextUplinkIndex(
  pool: string,
  taken: ReadonlySet<number>,
  onHost: ReadonlySet<string> = hostAddresses(),
): number | null {
  for (let index = 0; ; index += 1) {
    const pair = uplinkAddresses(pool, index);
    if (pair === null) return null;
    if (!taken.has(index) && !onHost.has(pair.host) && !onHost.has(pair.lab)) return index;
  }
}

function hostAddresses(): ReadonlySet<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address)),
  );
}
