export type { Log } from './log.ts';
export type { Meter, MeterReading } from './meter.ts';
export type { LocalAwsOptions } from './options.ts';
export { startLocalAws, type LocalAws } from './start-local-aws.ts';
export { region } from './account.ts';
