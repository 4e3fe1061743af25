import { parseArgs } from 'node:util';

/** How large a site is played. */
export interface Sizes {
  /** Hosts that say that they are there. */
  readonly hosts: number;
  readonly labs: number;
  readonly containersPerLab: number;
  readonly networksPerLab: number;
  /** Labs that are on their way up at the same time. */
  readonly atOnce: number;
  /** API instances; the people are spread over them. */
  readonly instances: number;
  /** Seconds for each rate of reports that is tried. */
  readonly seconds: number;
}

const defaults: Sizes = {
  hosts: 200,
  labs: 500,
  containersPerLab: 20,
  networksPerLab: 4,
  atOnce: 24,
  instances: 2,
  seconds: 10,
};

const flags: Readonly<Record<keyof Sizes, string>> = {
  hosts: 'hosts',
  labs: 'labs',
  containersPerLab: 'containers',
  networksPerLab: 'networks',
  atOnce: 'at-once',
  instances: 'instances',
  seconds: 'seconds',
};

/** As `node:util` takes them. */
export const sizeOptions = Object.fromEntries(
  Object.values(flags).map((flag) => [flag, { type: 'string' }] as const),
);

/**
 * Reads `--hosts 20 --labs 50 …`; what is not given is as large as the issue asks for.
 * @throws Error that says which flag is wrong
 */
export function readSizes(args: readonly string[]): Sizes {
  const { values } = parseArgs({ args: [...args], options: sizeOptions, allowPositionals: true });
  const sizes = Object.entries(flags).map(([name, flag]) => {
    const text = values[flag];
    const given = text === undefined ? defaults[name as keyof Sizes] : Number(text);
    if (!Number.isInteger(given) || given < 1)
      throw new Error(`--${flag} takes a whole number from 1 on, not ${String(text)}.`);
    return [name, given];
  });
  return Object.fromEntries(sizes) as unknown as Sizes;
}
