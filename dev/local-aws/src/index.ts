export type { FaultInput } from './faults.ts';
export type { Log, LogEntry } from './log.ts';
export type { Meter, MeterReading } from './meter.ts';
export type { LocalAwsOptions } from './options.ts';
export type { ManagedInstanceInput } from './ssm/instances.ts';
export { startLocalAws, type LocalAws } from './start-local-aws.ts';
export { accountId, eventBusArn, functionArn, region } from './account.ts';
