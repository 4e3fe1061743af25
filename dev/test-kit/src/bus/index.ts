export { type BusServerKind, busServers, hasRedisServer, startRedisServer } from './bus-server.ts';
export { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
