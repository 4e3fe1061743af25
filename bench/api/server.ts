import { createServer, memoryLimiter } from '@pineapple/api';
import { openStores, tableNames } from '@pineapple/store';
import { documentClient, LabFiles, s3Client } from '@pineapple/aws';
import { loadApiConfig } from '@pineapple/config';
import { createValkeyBus } from '@pineapple/event-bus';
import { pino } from 'pino';

/**
 * The product's API server. Unlike `apps/api/src/main.ts` it allows one user thousands of sockets and subscriptions, and applies no labs,
 * because there is no host.
 */
const config = loadApiConfig();
const server = await createServer({
  config,
  stores: openStores(documentClient(), tableNames(config.tablePrefix)),
  files: new LabFiles(s3Client(), config.filesBucket),
  bus: createValkeyBus(config.busUrl),
  applyLab: () => Promise.resolve(),
  sendBuild: () => Promise.resolve({ outcome: 'not-sent', reason: 'There is no host here.' }),
  sendSave: () => Promise.resolve({ outcome: 'not-sent', reason: 'There is no host here.' }),
  openHostStream: () => Promise.reject(new Error('There is no host here')),
  logger: pino({ level: 'error' }),
  makeLimiter: memoryLimiter,
  socketLimits: { socketsPerUser: 100_000, subscriptionsPerUser: 100_000 },
});
const url = new URL(await server.listen({ port: 0, host: '127.0.0.1' }));
console.log(JSON.stringify({ port: Number(url.port) }));
