export * from './acknowledge.ts';
export * from './corked.ts';
export * from './message-error.ts';
export * from './message.ts';
export * from './open-data-channel.ts';
export * from './payloads.ts';
export * from './reliable-channel.ts';
