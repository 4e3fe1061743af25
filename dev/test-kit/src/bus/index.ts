export * from './bus-server.ts';
export * from './faulty-proxy.ts';
export * from './inbox.ts';
