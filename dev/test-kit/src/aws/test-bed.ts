import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { CancelCommandCommand } from '@aws-sdk/client-ssm';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  createDocumentClient,
  createEventBridgeClient,
  createLambdaClient,
  createS3Client,
  createSsmClient,
  getInvocation,
  invoke,
  invokeEvent,
  LabFiles,
  putEvents,
} from '@pineapple/aws';
import { type HostReported, hostEventSource, type LabMessage } from '@pineapple/contracts';
import { createValkeyBus, topics } from '@pineapple/event-bus';
import { bundleLambdas, type LambdaFunction, provision } from '@pineapple/launcher';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from '@pineapple/local-aws';
import { openStores, type Stores, tableNames } from '@pineapple/store';
import { CommandHost } from './command-host.ts';
import { createLabs, type LabMaker } from '../labs/labs.ts';

/** The local AWS with the real bundles of the functions, and a host that takes commands and has reported. */
export interface TestBed extends AsyncDisposable, Stores {
  readonly aws: LocalAws;
  readonly host: CommandHost;
  /** A second host. It has to be registered with Systems Manager, and to report, first. */
  readonly other: CommandHost;
  readonly files: LabFiles;
  readonly make: LabMaker;
  /** The functions' log, as text. */
  readonly log: readonly string[];
  /** Runs a function and returns its result. @throws FunctionFailedError */
  call(name: LambdaFunction, payload: unknown): Promise<unknown>;
  /** Sets the timeout of a function in seconds. */
  limitTime(name: LambdaFunction, seconds: number): Promise<void>;
  /** Queues a run of a function. */
  queue(name: LambdaFunction, payload: unknown): Promise<void>;
  /** Puts an event on the bus as a host does. */
  report(detailType: string, ...details: readonly unknown[]): Promise<void>;
  /** Stores a host, as if it had just reported. */
  know(host: CommandHost, changes?: Partial<HostReported>): Promise<void>;
  /** Sets the time of a lab's last edit (RFC 3339). */
  backdate(labId: string, moment: string): Promise<void>;
  /** Sets the time of an account's deletion. */
  backdateDeletion(userId: string, moment: string): Promise<void>;
  /** The status of a command on the host in Systems Manager. */
  commandStatus(commandId: string): Promise<string | undefined>;
  cancel(commandId: string): Promise<void>;
  /** Collects what is published about a lab from now on. */
  listen(labId: string): Promise<readonly LabMessage[]>;
  /** Collects the ids of the hosts that are published from now on. */
  listenToHosts(): Promise<readonly string[]>;
}

const region = 'us-east-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

interface TestBedOptions extends Partial<LocalAwsOptions> {
  /** More environment of the functions. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Bundled once for all test files of a worker. */
let bundles: ReturnType<typeof bundleLambdas> | undefined;

export async function startTestBed({ environment, ...options }: TestBedOptions = {}): Promise<TestBed> {
  await using cleanup = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'pineapple-lambdas-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  const host = await CommandHost.make('mi-00000000000000001', join(directory, 'host'));
  const other = await CommandHost.make('mi-00000000000000002', join(directory, 'other'));
  const log: string[] = [];
  const aws = cleanup.use(
    await startLocalAws({
      dataDir: join(directory, 'aws'),
      instances: [host.instance],
      faults: true,
      lambda: { retryDelaysMs: [100, 200] },
      // As in the product: the event of a command that starts comes after its record.
      ssm: { eventDelayMs: 100 },
      // No schedule runs: tests run the sweep themselves.
      scheduleMinuteMs: 24 * 3_600_000,
      log: (entry) => log.push(JSON.stringify(entry)),
      ...options,
    }),
  );
  const settings = { endpoint: aws.endpoint, region, credentials };
  await provision({
    ...settings,
    tablePrefix: 'pineapple-',
    functionPrefix: 'pineapple-',
    eventBus: 'pineapple',
    filesBucket: 'pineapple-files',
    bundles: await (bundles ??= bundleLambdas()),
    environment: { PINEAPPLE_BUS_URL: aws.busUrl, ...environment },
  });

  const documents = createDocumentClient(settings);
  const tables = tableNames('pineapple-');
  const lambda = createLambdaClient(settings);
  const events = createEventBridgeClient(settings);
  const ssm = createSsmClient(settings);
  for (const client of [documents, lambda, events, ssm]) cleanup.defer(() => client.destroy());
  const s3 = createS3Client(settings);
  cleanup.defer(() => s3.destroy());
  const bus = createValkeyBus(aws.busUrl);
  cleanup.defer(() => bus.close());
  const stores = openStores(documents, tables);
  // Reports of tests begin with 1.
  let reported = -1;
  const know: TestBed['know'] = async ({ hostId }, changes) => {
    reported += 1;
    await stores.hosts.record({
      hostId,
      at: new Date().toISOString(),
      agentVersion: '1',
      docker: { up: true, version: '20.10', reason: null },
      limitations: [],
      room: null,
      underlayAddress: `10.9.0.${hostId.slice(-1)}`,
      sequence: reported,
      ...changes,
    });
  };
  await know(host);
  const owned = cleanup.move();
  return {
    aws,
    host,
    other,
    ...stores,
    files: new LabFiles(s3, 'pineapple-files'),
    make: createLabs(stores.labs),
    log,
    call: (name, payload) => invoke(lambda, `pineapple-${name}`, payload),
    async limitTime(name, seconds) {
      const change = { FunctionName: `pineapple-${name}`, Timeout: seconds };
      await lambda.send(new UpdateFunctionConfigurationCommand(change));
    },
    queue: (name, payload) => invokeEvent(lambda, `pineapple-${name}`, payload),
    report: (detailType, ...details) =>
      putEvents(
        events,
        'pineapple',
        details.map((detail) => ({
          source: hostEventSource(sourceOf(detail) ?? host.hostId),
          detailType,
          detail,
        })),
      ),
    know,
    async backdate(labId, moment) {
      await documents.send(
        new UpdateCommand({
          TableName: tables.labs,
          Key: { id: labId },
          UpdateExpression: 'SET unsettledSince = :moment',
          ExpressionAttributeValues: { ':moment': moment },
        }),
      );
    },
    async backdateDeletion(userId, moment) {
      await documents.send(
        new UpdateCommand({
          TableName: tables.users,
          Key: { id: 'deletions' },
          UpdateExpression: 'SET #user = :moment',
          ExpressionAttributeNames: { '#user': userId },
          ExpressionAttributeValues: { ':moment': moment },
        }),
      );
    },
    commandStatus: async (commandId) => {
      return (await getInvocation(ssm, { commandId, instanceId: host.hostId }))?.status;
    },
    cancel: async (commandId) => {
      await ssm.send(new CancelCommandCommand({ CommandId: commandId }));
    },
    async listen(labId) {
      const heard: LabMessage[] = [];
      await bus.subscribe(topics.lab(labId), (message) => heard.push(message));
      return heard;
    },
    async listenToHosts() {
      const heard: string[] = [];
      await bus.subscribe(topics.hosts, ({ hostId }) => heard.push(hostId));
      return heard;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The host that a report is of, as far as it names one. */
function sourceOf(detail: unknown): string | null {
  const hostId: unknown = typeof detail === 'object' && detail ? Reflect.get(detail, 'hostId') : null;
  return typeof hostId === 'string' ? hostId : null;
}
