import { type HostManifest, linkDirections, parseIpAddress } from '@pineapple/core';
import type { ReachCell, ReachRequest } from '@pineapple/host-link/protocol';
import { StreamRefusal } from '../stream-refusal.ts';
import { toHex } from './kernel-addresses.ts';

/** One container of the matrix. */
export interface ReachEnd {
  /** Null for a container on another host. */
  readonly containerId: string | null;
  readonly name: string;
  /** Its process's id here; null if it does not run or is on another host. */
  readonly pid: number | null;
  readonly addresses: readonly string[];
}

/** One job of the program `probe`. */
export interface Probe {
  readonly from: string;
  readonly to: ReachEnd;
  readonly address: string;
  readonly pid: number;
}

export interface ProbePlan {
  readonly probes: readonly Probe[];
  /** What is known without a probe. */
  readonly known: readonly ReachCell[];
}

/** As many as the program takes at once. */
const mostProbes = 8192;

/** Decides what to probe. @throws StreamRefusal for a lab that is too large */
export function planProbes(ends: readonly ReachEnd[], request: ReachRequest): ProbePlan {
  const probes: Probe[] = [];
  const known: ReachCell[] = [];
  for (const source of ends) {
    const from = source.containerId;
    if (from === null || (request.from !== null && request.from !== from)) continue;
    for (const to of ends) {
      if (to === source) continue;
      const addresses = to.addresses.filter((address) => isWanted(address, request));
      const stopped = source.pid === null || (to.pid === null && to.containerId !== null);
      const status = stopped ? 'NOT_RUNNING' : addresses.length === 0 ? 'NO_ADDRESS' : null;
      if (status !== null) {
        if (request.address === null) known.push(withoutProbe(from, to, addresses[0] ?? null, status));
      } else if (source.pid !== null)
        probes.push(...addresses.map((address) => ({ from, to, address, pid: source.pid ?? 0 })));
    }
  }
  if (probes.length > mostProbes) {
    const message = `The lab has ${probes.length} pairs of containers and addresses. A check takes at most ${mostProbes}. Check one IP version.`;
    throw new StreamRefusal('LIMIT', message);
  }
  return { probes, known };
}

/** The text that the program reads. Probes of one container follow each other. */
export function probeInput(
  probes: readonly Probe[],
  { attempts, intervalMs, timeoutMs }: ProbePace,
  port: number | null,
): string {
  const lines = [`set ${attempts} ${intervalMs} ${timeoutMs}`];
  let last = -1;
  for (const { pid, address } of probes) {
    if (pid !== last) lines.push(`in /proc/${pid}/ns/net`);
    last = pid;
    const hex = toHex(address);
    lines.push(port === null ? `ping ${hex}` : `tcp ${hex} ${port}`);
  }
  return `${lines.join('\n')}\n`;
}

export interface ProbePace {
  readonly attempts: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** The most that answers are waited for because of delays that the lab gives its links. */
const mostDelayMs = 8_000;

/**
 * How long the delays of a lab's links can hold an answer back: a packet and its answer pass each link at most once in each
 * direction.
 */
export function delayOfLinks({ containers }: Pick<HostManifest, 'containers'>): number {
  const delays = containers.flatMap(({ interfaces }) =>
    interfaces.flatMap(({ quality }) =>
      linkDirections.map((way) => (quality ? quality[way].delayMs + quality[way].jitterMs : 0)),
    ),
  );
  return Math.min(
    delays.reduce((sum, each) => sum + each, 0),
    mostDelayMs,
  );
}

function isWanted(address: string, { ipVersion, address: only }: ReachRequest): boolean {
  if (only !== null) return address === only;
  return ipVersion === null || parseIpAddress(address)?.family === ipVersion;
}

function withoutProbe(
  from: string,
  to: ReachEnd,
  address: string | null,
  status: 'NOT_RUNNING' | 'NO_ADDRESS',
): ReachCell {
  const nothing = { sent: 0, received: 0, rttMs: null, errorFrom: null, pending: false };
  return { from, to: to.containerId, name: to.name, address, ...nothing, status };
}
