import { parseArgs } from 'node:util';

/** The size of the simulated site. */
export interface Sizes {
  /** Registered hosts. */
  readonly hosts: number;
  readonly labs: number;
  readonly containersPerLab: number;
  readonly networksPerLab: number;
  /** Labs that start at the same time. */
  readonly atOnce: number;
  /** API instances. The users are spread over them. */
  readonly instances: number;
  /** Seconds for each rate of reports. */
  readonly seconds: number;
  /** Milliseconds after which no more labs are started. */
  readonly bringUpMs: number;
  /** Milliseconds after which no higher rate is tried. */
  readonly ratesMs: number;
}

/** A benchmark may take three minutes on two cores. */
const defaults: Sizes = {
  hosts: 50,
  labs: 100,
  containersPerLab: 20,
  networksPerLab: 4,
  atOnce: 24,
  instances: 2,
  seconds: 5,
  bringUpMs: 75_000,
  ratesMs: 45_000,
};

const flags: Readonly<Record<keyof Sizes, string>> = {
  hosts: 'hosts',
  labs: 'labs',
  containersPerLab: 'containers',
  networksPerLab: 'networks',
  atOnce: 'at-once',
  instances: 'instances',
  seconds: 'seconds',
  bringUpMs: 'bring-up-ms',
  ratesMs: 'rates-ms',
};

/** The flags, for `parseArgs`. */
export const sizeOptions = Object.fromEntries(
  Object.values(flags).map((flag) => [flag, { type: 'string' }] as const),
);

/**
 * Reads flags such as `--hosts 20 --labs 50`.
 * @throws Error naming the wrong flag
 */
export function readSizes(args: readonly string[]): Sizes {
  const { values } = parseArgs({ args: [...args], options: sizeOptions, allowPositionals: true });
  const sizes = Object.entries(flags).map(([name, flag]) => {
    const text = values[flag];
    const given = text === undefined ? defaults[name as keyof Sizes] : Number(text);
    if (!Number.isInteger(given) || given < 1)
      throw new Error(`--${flag} must be a whole number from 1, not ${String(text)}.`);
    return [name, given];
  });
  return Object.fromEntries(sizes) as unknown as Sizes;
}
