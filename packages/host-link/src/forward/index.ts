export * from './forward-protocol.ts';
export * from './join-bytes.ts';
export * from './socket-bytes.ts';
