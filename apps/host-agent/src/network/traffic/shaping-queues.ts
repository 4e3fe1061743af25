import {
  defaultBurstMs,
  defaultQueueMs,
  type Impairment,
  impairmentFields,
  kindsIn,
  leastQueuedFrames,
} from '@pineapple/core';

/** An Ethernet header with a VLAN tag, in bytes. */
const frameHeader = 18;
/** An Ethernet header without one. */
const plainHeader = 14;
/** A delayed link that has no rate holds as many frames as one of 1 Gbit/s. */
const assumedRateKbit = 1_000_000;
const mostDelayed = 100_000;

/**
 * Lines for `tc` that give a device its queues: netem for what has to do with single frames, inside of it a token bucket filter
 * for a black hole, and inside of that one for the rate. netem is there first, so that no frame passes without its delay. No line for an impairment that does nothing.
 * @param mtu in bytes
 * @param more what has to be in further queues of netem, which has one model of loss
 */
export function shapingQueues(
  device: string,
  impairment: Impairment,
  mtu: number,
  more: readonly Impairment[] = [],
): readonly string[] {
  const { rateKbit, blackHoleMtu } = impairment;
  const queues = [
    ...(kindsIn({ ...impairment, rateKbit: null, blackHoleMtu: null }).length > 0 ? [netem(impairment)] : []),
    ...more.map(netem),
    ...(blackHoleMtu === null ? [] : [blackHole(blackHoleMtu)]),
    ...(rateKbit === null ? [] : [tokenBucket(rateKbit, impairment, mtu)]),
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
  if (impairment.lossStartPercent > 0) words.push(gilbertElliott(impairment));
  return words.join(' ');
}

/** With the words of tc-netem(8): p, r, 1-h and 1-k. */
function gilbertElliott(impairment: Impairment): string {
  const { lossStartPercent, lossEndPercent, lossBadPercent, lossGoodPercent } = impairment;
  const chances = [lossStartPercent, lossEndPercent, lossBadPercent, lossGoodPercent];
  return `loss gemodel ${chances.map((each) => `${decimal(each)}%`).join(' ')}`;
}

function tokenBucket(rateKbit: number, { rateBurstBytes, rateQueueMs }: Impairment, mtu: number): string {
  const frame = mtu + frameHeader;
  const bytesPerMs = rateKbit / 8;
  const burst = Math.max(frame, rateBurstBytes ?? Math.ceil(bytesPerMs * defaultBurstMs));
  const queue =
    rateQueueMs === null
      ? Math.max(frame * leastQueuedFrames, Math.ceil(bytesPerMs * defaultQueueMs))
      : Math.ceil(bytesPerMs * rateQueueMs);
  return `tbf rate ${rateKbit}kbit burst ${burst} limit ${burst + queue}`;
}

/** Without an exponent, which `tc` does not read. */
function decimal(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}
