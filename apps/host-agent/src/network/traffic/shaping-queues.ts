import { type Impairment, impairmentFields, kindsIn } from '@pineapple/core';

/** An Ethernet header with a VLAN tag, in bytes. */
const frameHeader = 18;
/** An Ethernet header without one. */
const plainHeader = 14;
/** How long a link may send at full speed after a pause, in milliseconds. */
const burstMs = 5;
/** How long frames wait at most for a slow link, in milliseconds; at least so many frames do. */
const queueMs = 100;
const leastFrames = 20;
/** A delayed link that has no rate holds as many frames as one of 1 Gbit/s. */
const assumedRateKbit = 1_000_000;
const mostDelayed = 100_000;

/**
 * Lines for `tc` that give a device its queues: a token bucket filter for a black hole, inside of it netem for what has to do
 * with single frames, and inside of that a token bucket filter for the rate. No line for an impairment that does nothing.
 * @param mtu in bytes
 */
export function shapingQueues(device: string, impairment: Impairment, mtu: number): readonly string[] {
  const { rateKbit, blackHoleMtu } = impairment;
  const queues = [
    ...(blackHoleMtu === null ? [] : [blackHole(blackHoleMtu)]),
    ...(kindsIn({ ...impairment, rateKbit: null, blackHoleMtu: null }).length > 0 ? [netem(impairment)] : []),
    ...(rateKbit === null ? [] : [tokenBucket(rateKbit, mtu)]),
  ];
  return queues.map((queue, index) => {
    const parent = index === 0 ? 'root' : `parent ${index}:1`;
    return `qdisc add dev ${device} ${parent} handle ${index + 1}: ${queue}`;
  });
}

/**
 * A bucket that is never empty, and drops what is larger than it. Segments that the kernel has not split yet (GSO) are
 * split before, unlike by a filter that compares lengths.
 */
function blackHole(mtu: number): string {
  return `tbf rate 1tbit burst ${mtu + plainHeader} limit 1000000`;
}

/** By default netem holds 1000 frames, and silently drops all others. */
function netem(impairment: Impairment): string {
  const { delayMs, jitterMs, jitterDistribution, rateKbit } = impairment;
  const bytesPerSecond = Math.min(rateKbit ?? assumedRateKbit, assumedRateKbit) * 125;
  const delayed = Math.ceil((bytesPerSecond * ((delayMs + jitterMs) / 1000)) / 1000);
  const words = [`netem limit ${Math.min(1000 + delayed, mostDelayed)}`];
  if (delayMs > 0) words.push(`delay ${decimal(delayMs)}ms`);
  if (jitterMs > 0) words.push(`${decimal(jitterMs)}ms`);
  if (jitterMs > 0 && jitterDistribution !== 'UNIFORM')
    words.push(`distribution ${jitterDistribution.toLowerCase().replace('_', '')}`);
  const percents = {
    loss: 'loss',
    corruption: 'corrupt',
    duplication: 'duplicate',
    reordering: 'reorder',
  } as const;
  for (const [kind, word] of Object.entries(percents)) {
    const percent = impairment[impairmentFields[kind as keyof typeof percents]];
    if (percent > 0) words.push(`${word} ${decimal(percent)}%`);
  }
  return words.join(' ');
}

function tokenBucket(rateKbit: number, mtu: number): string {
  const frame = mtu + frameHeader;
  const bytesPerMs = rateKbit / 8;
  const burst = Math.max(frame, Math.ceil(bytesPerMs * burstMs));
  const queue = Math.max(frame * leastFrames, Math.ceil(bytesPerMs * queueMs));
  return `tbf rate ${rateKbit}kbit burst ${burst} limit ${burst + queue}`;
}

/** Without an exponent, which `tc` does not read. */
function decimal(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}
