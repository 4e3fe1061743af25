import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@pineapple/aws';
import { createValkeyBus, type EventBus } from '@pineapple/event-bus';
import { ObservationStore, tableDefinitions, tableNames } from '@pineapple/store';
import { startProgram } from '../src/programs.ts';

const prefix = 'bench-';

/** The API over the local AWS, each in its own process, and the means to report as a host does. */
export interface BenchApi extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** The API's process. */
  readonly pid: number;
  readonly busUrl: string;
  readonly bus: EventBus;
  readonly observations: ObservationStore;
}

/** @param environment - More settings of the API. */
export async function startApi(environment: Readonly<Record<string, string>> = {}): Promise<BenchApi> {
  await using cleanup = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'pineapple-bench-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true }));

  const aws = await startProgram<{ endpoint: string; busUrl: string }>(
    new URL('../../dev/local-aws/src/main.ts', import.meta.url),
    [JSON.stringify({ dataDir, port: 0, busPort: 0, instances: [] })],
  );
  cleanup.use(aws.program);
  const { endpoint, busUrl } = aws.firstLine;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region: 'us-east-1', credentials };
  const dynamo = createDynamoDbClient(settings);
  for (const definition of tableDefinitions(prefix)) await dynamo.send(new CreateTableCommand(definition));
  dynamo.destroy();

  const api = await startProgram<{ port: number }>(new URL('server.ts', import.meta.url), [], {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    PINEAPPLE_TABLE_PREFIX: prefix,
    PINEAPPLE_BUS_URL: busUrl,
    ...environment,
  });
  cleanup.use(api.program);
  const { port } = api.firstLine;
  const documents = createDocumentClient(settings);
  cleanup.defer(() => documents.destroy());
  const bus = createValkeyBus(busUrl);
  cleanup.defer(() => bus.close());

  const owned = cleanup.move();
  return {
    port,
    url: `http://localhost:${port}`,
    pid: api.program.pid ?? 0,
    busUrl,
    bus,
    observations: new ObservationStore({ documents, table: tableNames(prefix).observations }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
