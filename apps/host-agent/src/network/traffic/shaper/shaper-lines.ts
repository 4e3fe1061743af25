import { type Impairment, type ImpairmentKind, jitterDistributions, kindsIn } from '@pineapple/core';

/** What the program `shaper` does to frames. */
const shapedKinds: ReadonlySet<ImpairmentKind> = new Set([
  'delay',
  'jitter',
  'corruption',
  'duplication',
  'reordering',
]);
/** Frames wait in blocks of so many bytes. All wires of a lab share its blocks. */
const block = 1024;
const [fewestBlocks, mostBlocks] = [2048, 16_384];
/** A delayed link that has no rate holds as many frames as one of 1 Gbit/s. */
const assumedRateKbit = 1_000_000;

export function isShaped(kind: ImpairmentKind): boolean {
  return shapedKinds.has(kind);
}

/** Whether an impairment needs netem or the program `shaper`. */
export function needsShaper(impairment: Impairment): boolean {
  return kindsIn(impairment).some(isShaped);
}

/** An impairment without what `shaper` does. */
export function withoutShaped(impairment: Impairment): Impairment {
  return {
    ...impairment,
    ...{ delayMs: 0, jitterMs: 0, corruptPercent: 0, duplicatePercent: 0, reorderPercent: 0 },
  };
}

/**
 * The line that tells `shaper` (native/shaper.c) to send what a device gets on to the end of a wire.
 * @param way `out` of the end into the container, or `in` as if it came from the container
 */
export function shaperLine(device: string, way: 'in' | 'out', end: string, impairment: Impairment): string {
  const { delayMs, jitterMs, jitterDistribution, rateKbit } = impairment;
  const waiting = (Math.min(rateKbit ?? assumedRateKbit, assumedRateKbit) / 8) * (delayMs + jitterMs);
  const blocks = Math.ceil((2 * waiting) / block);
  const numbers = [
    ...[
      Math.round(delayMs * 1000),
      Math.round(jitterMs * 1000),
      jitterDistributions.indexOf(jitterDistribution),
    ],
    ...[impairment.corruptPercent, impairment.duplicatePercent, impairment.reorderPercent].map((percent) =>
      Math.round(percent * 10_000),
    ),
    Math.min(Math.max(blocks, fewestBlocks), mostBlocks),
  ];
  return `set ${device} ${way} ${end} ${numbers.join(' ')}`;
}
