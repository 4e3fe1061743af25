const steps = ['', 'k', 'M', 'G', 'T'] as const;

function scaled(value: number, base: number): [string, string] {
  let step = 0;
  let rest = value;
  while (rest >= base && step < steps.length - 1) {
    rest /= base;
    step += 1;
  }
  return [rest >= 100 || step === 0 ? String(Math.round(rest)) : rest.toPrecision(2), steps[step] ?? ''];
}

/** Memory, in powers of 1024: `12 MiB`. */
export function formatBytes(bytes: number): string {
  const [number, prefix] = scaled(bytes, 1024);
  return `${number} ${prefix && `${prefix.toUpperCase()}i`}B`;
}

/** Traffic in bits, as networks count: `1.2 Mbit/s`. */
export function formatRate(bytesPerSecond: number): string {
  const [number, prefix] = scaled(bytesPerSecond * 8, 1000);
  return `${number} ${prefix}bit/s`;
}

/** A share of one core: `37 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}
