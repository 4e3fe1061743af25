export * from './message.ts';
export * from './payloads.ts';
export { ReliableChannel } from './reliable-channel.ts';
