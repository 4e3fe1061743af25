export * from './bus-messages.ts';
export * from './desired-lab.ts';
export * from './host-command.ts';
export * from './host-events.ts';
export * from './host-streams.ts';
export * from './lambda-payloads.ts';
export * from './payload.ts';
export * from './stream-frames.ts';
