export * from './agent-host.ts';
export * from './event-log.ts';
export * from './raw-socket.ts';
export * from './reporting-host.ts';
export * from './scripted-host.ts';
export * from './terminal-client.ts';
export * from './test-aws.ts';
export * from './test-client.ts';
