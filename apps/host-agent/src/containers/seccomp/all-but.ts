/** Numbers that agree with `value` in the bits of `mask`. */
interface Prefix {
  readonly mask: number;
  readonly value: number;
}

/**
 * Describes all numbers below 2^bits but some. A seccomp filter compares 64 bits, while the kernel reads an `int` from
 * the lower 32. So a rule "not 33" would let 33 + 2^32 pass, and prefixes under masks do not.
 */
export function allBut(excluded: readonly number[], bits: number, first = 0): readonly Prefix[] {
  const size = 2 ** bits;
  const inside = excluded.filter((number) => number >= first && number < first + size);
  if (inside.length === 0) return [{ mask: 2 ** 32 - size, value: first }];
  if (bits === 0) return [];
  return [...allBut(inside, bits - 1, first), ...allBut(inside, bits - 1, first + size / 2)];
}
