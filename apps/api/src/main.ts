import { hostname } from 'node:os';
import {
  cachePassword,
  createDocumentClient,
  createDynamoDbClient,
  createLambdaClient,
  createS3Client,
  createSsmClient,
  invoke,
  invokeEvent,
  LabFiles,
} from '@pineapple/aws';
import { openHostSession } from '@pineapple/host-link';
import { ConfigError, countBuffersWithHeap, loadApiConfig } from '@pineapple/config';
import { type ApplyLabRequest, buildImageResponse, saveSnapshotResponse } from '@pineapple/contracts';
import { createValkeyBus } from '@pineapple/event-bus';
import { pino } from 'pino';
import { openStores, tableNames } from '@pineapple/store';
import { sharedLimiter } from './identity/shared-limiter.ts';
import { createServer } from './server.ts';

function readConfig() {
  try {
    return loadApiConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}

countBuffersWithHeap();
const config = readConfig();
const logger = pino({ level: config.logLevel, base: { service: 'api' } });
const bus = createValkeyBus(config.busUrl, {
  password: cachePassword(config),
  onError: (error) => logger.warn({ err: error }, 'event bus error'),
});
const lambda = createLambdaClient();
const ssm = createSsmClient();
const instance = `${hostname()} ${process.pid}`;
const tables = tableNames(config.tablePrefix);
const server = await createServer({
  config,
  stores: openStores(createDocumentClient(), tables),
  files: new LabFiles(createS3Client(), config.filesBucket),
  bus,
  applyLab: (request) => {
    const payload: ApplyLabRequest = { ...request, cause: 'edit' };
    return invokeEvent(lambda, `${config.functionPrefix}apply-lab`, payload);
  },
  sendBuild: async (request) =>
    buildImageResponse.parse(await invoke(lambda, `${config.functionPrefix}apply-lab`, request)),
  sendSave: async (request) =>
    saveSnapshotResponse.parse(await invoke(lambda, `${config.functionPrefix}apply-lab`, request)),
  openHostStream: (instanceId, purpose, signal) =>
    openHostSession(ssm, { instanceId, purpose: { version: 1, instance, purpose }, signal }),
  logger,
  makeLimiter: sharedLimiter(createDynamoDbClient(), tables.rateLimits),
  drainNoticeMs: config.drainSeconds * 1_000,
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // A second signal ends the process at once.
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'api stopping');
    server
      .close()
      .then(() => bus.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.fatal({ err: error }, 'the api did not stop cleanly');
          process.exit(1);
        },
      );
  });
}

await server.listen({ port: config.port, host: config.bind });
const operatorCode = await server.operatorCode().catch((error: unknown) => {
  logger.error({ err: error }, 'could not prepare the operator code');
  return null;
});
if (operatorCode !== null) {
  logger.info({ operatorCode }, 'there is no operator; the account that enters this code becomes one');
}
// The launcher waits for this line, so it does not depend on the log level.
process.stdout.write(`${JSON.stringify({ msg: 'api ready', url: config.publicUrl, operatorCode })}\n`);
