import { describe, expect, it } from 'vitest';
import { marksAt, marksOf, placeMark, type WireMark } from './marks-at.ts';
import type { PacketStep } from './packet-steps.ts';

const step = (id: string, isFromContainer: boolean, ...wires: string[]): PacketStep => ({
  ...{ id, tripId: 't', at: 0n, wires, isFromContainer, protocol: 'ARP', text: '' },
});
const steps = [step('one', true, 'a~lan'), step('two', false, 'b~lan', 'c~lan')];
const at = (elapsed: number) =>
  marksAt(steps, elapsed, 1_000)?.map(({ wire, along }) => [wire, along]) ?? null;

describe('marksAt', () => {
  it('runs from the container to the network, then from the network to all that it comes to', () => {
    expect(at(250)).toEqual([['a~lan', 0.25]]);
    expect(at(1_250)).toEqual([
      ['b~lan', 0.75],
      ['c~lan', 0.75],
    ]);
  });

  it('ends with the last step', () => {
    expect(at(2_000)).toBeNull();
  });
});

describe('placeMark', () => {
  const mark = (along: number, isFromContainer = true): WireMark => ({
    ...(marksOf(step('one', isFromContainer, 'a~lan'), 0)[0] as WireMark),
    along,
  });
  /** 40 down, then 60 to the right. */
  const path = 'M10 10L10 50L70 50';

  it('goes around corners, and points where it goes', () => {
    expect(placeMark(mark(0.2), path)).toMatchObject({ x: 10, y: 30, angle: 90 });
    expect(placeMark(mark(0.7), path)).toMatchObject({ x: 40, y: 50, angle: 0 });
    expect(placeMark(mark(0.7, false), path)).toMatchObject({ x: 40, y: 50, angle: 180 });
  });

  it('begins and ends where the wire does', () => {
    expect(placeMark(mark(0), path)).toMatchObject({ x: 10, y: 10 });
    expect(placeMark(mark(1), path)).toMatchObject({ x: 70, y: 50 });
  });
});
