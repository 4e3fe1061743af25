export * from './aws-error.ts';
export * from './clients.ts';
export { type BusEvent } from './event-batches.ts';
export * from './find-online-hosts.ts';
export * from './get-invocation.ts';
export * from './invoke.ts';
export * from './put-events.ts';
export * from './send-apply-command.ts';
export * from './shared-clients.ts';
