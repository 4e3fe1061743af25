import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DynaliteEngine } from './dynamodb/dynalite-engine.ts';
import { createDynamoDb } from './dynamodb/dynamodb-service.ts';
import { ExpirySweeper } from './dynamodb/expiry-sweeper.ts';
import { TimeToLive } from './dynamodb/time-to-live.ts';
import { createEventBridge } from './event-bridge/event-bridge-service.ts';
import { EventRouter } from './event-bridge/event-router.ts';
import { RuleRegistry } from './event-bridge/rule-registry.ts';
import { Scheduler } from './event-bridge/scheduler.ts';
import { Faults, type FaultInput } from './faults.ts';
import { startServer } from './http/server.ts';
import { SignatureVerifier } from './http/signature.ts';
import { AsyncInvokeOperations } from './lambda/async-invoke-operations.ts';
import { AsyncQueue } from './lambda/async-queue.ts';
import { CodeStore } from './lambda/code-store.ts';
import { failureDestination } from './lambda/failure-destination.ts';
import { FunctionOperations } from './lambda/function-operations.ts';
import { FunctionRegistry } from './lambda/function-registry.ts';
import { FunctionRuntime } from './lambda/function-runtime.ts';
import { createLambda } from './lambda/lambda-service.ts';
import { jsonLog, type Log } from './log.ts';
import type { Meter } from './meter.ts';
import { localAwsOptions, type LocalAwsOptions } from './options.ts';
import { ObjectStore } from './s3/object-store.ts';
import { createS3 } from './s3/s3-service.ts';
import { CommandRunner } from './ssm/command-runner.ts';
import { CommandStore } from './ssm/command-store.ts';
import { DocumentStore } from './ssm/document-store.ts';
import { Instances, managedInstance, type ManagedInstanceInput } from './ssm/instances.ts';
import { DataChannelEndpoint } from './ssm/sessions/data-channel-endpoint.ts';
import { SessionRegistry } from './ssm/sessions/session-registry.ts';
import { createSsm } from './ssm/ssm-service.ts';
import { openState } from './state.ts';
import { createSts } from './sts.ts';
import { startValkey } from './valkey/valkey-server.ts';

const forgetEveryMs = 3_600_000;

/** A running local AWS. Dispose it to stop. */
export interface LocalAws extends AsyncDisposable {
  /** Value for `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /** URL for a Valkey or Redis client. */
  readonly busUrl: string;
  registerInstance(instance: ManagedInstanceInput): void;
  /** Disconnects an instance from Systems Manager, or reconnects it. Its processes keep running. */
  setInstanceOnline(instanceId: string, online: boolean): void;
  /** Makes the next matching requests fail; see `Fault`. */
  injectFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Deletes expired DynamoDB rows now. @returns Their number. */
  sweepExpired(): Promise<number>;
}

/**
 * Starts a local AWS.
 * @param log Receives the functions' output and faults. Default: JSON lines on stdout.
 * @param meter Receives what AWS would count and charge for.
 * @throws ZodError on invalid options, or Error when the data directory or a port is in use
 */
export async function startLocalAws(
  input: LocalAwsOptions & { log?: Log; meter?: Meter },
): Promise<LocalAws> {
  const { log = jsonLog((line) => process.stdout.write(line)), meter, ...rest } = input;
  const options = localAwsOptions.parse(rest);
  const inDataDir = (name: string): string => join(options.dataDir, name);
  await using cleanup = new AsyncDisposableStack();

  await mkdir(options.dataDir, { recursive: true });
  const state = await openState(inDataDir('state'));
  cleanup.defer(() => state.close());
  const faults = new Faults();

  const engine = new DynaliteEngine(inDataDir('dynamodb'), log);
  cleanup.defer(() => engine.close());
  const timeToLive = new TimeToLive({ engine, state });
  const sweeper = new ExpirySweeper({ engine, timeToLive, intervalMs: options.dynamodb.expirySweepMs, log });
  cleanup.defer(() => sweeper.close());

  const code = new CodeStore(inDataDir('functions'));
  const registry = new FunctionRegistry(state, code);
  await registry.load();
  const { retryDelaysMs, ...runtimeOptions } = options.lambda;
  // As on AWS, functions get credentials of their own.
  const functionCredentials = {
    accessKeyId: 'function',
    secretAccessKey: randomBytes(24).toString('base64url'),
  };
  const { accessKeyId, secretAccessKey } = functionCredentials;
  const signatures = new SignatureVerifier({ ...options.credentials, [accessKeyId]: secretAccessKey });
  const runtime = new FunctionRuntime({
    registry,
    code,
    ...runtimeOptions,
    log,
    meter,
    endpoint: () => server.endpoint,
    credentials: functionCredentials,
  });
  cleanup.defer(() => runtime.close());

  const rules = new RuleRegistry(state);
  await rules.load();
  const invoke = (name: string, payload: string): Promise<void> => queue.add(name, randomUUID(), payload);
  const router = new EventRouter({ rules, faults, invoke, log });
  const onFailure = failureDestination({ invoke, route: (bus, event) => router.route(bus, event) });
  const queue = new AsyncQueue({ state, registry, runtime, retryDelaysMs, onFailure, log });
  cleanup.defer(() => queue.close());
  const scheduler = new Scheduler({ rules, router, minuteMs: options.scheduleMinuteMs, log });
  cleanup.defer(() => scheduler.close());

  const instances = new Instances();
  const documents = new DocumentStore(state);
  await documents.load();
  const commands = new CommandStore(state);
  const forgetting = setInterval(
    () => void commands.forgetOld().catch(() => undefined),
    forgetEveryMs,
  ).unref();
  cleanup.defer(() => clearInterval(forgetting));
  const runner = new CommandRunner({
    store: commands,
    documents,
    instances,
    limits: options.ssm,
    deliverySecondMs: options.ssm.deliverySecondMs,
    eventDelayMs: options.ssm.eventDelayMs,
    warm: options.ssm.warm,
    directory: inDataDir('scripts'),
    emit: (event) => router.routeServiceEvent(event),
    log,
  });
  cleanup.defer(() => runner.close());

  // Read before requests can add to it.
  const unfinished = { commands: await commands.load(), invocations: await queue.load() };

  const sessions = new SessionRegistry({ instances, limits: options.ssm.sessions });
  const dataChannels = new DataChannelEndpoint(sessions, faults);

  const valkey = await startValkey({ port: options.busPort, outputLimit: options.busOutputLimit });
  cleanup.defer(() => valkey.close());
  const server = await startServer({
    port: options.port,
    faults,
    signatures,
    publicKeys: new Set(Object.keys(options.credentials)),
    faultEndpoint: options.faults,
    log,
    meter,
    upgrade: (message, socket, head) => dataChannels.accept(message, socket, head),
    services: [
      createDynamoDb({ engine, timeToLive, meter }),
      createSsm({ store: commands, documents, instances, runner, sessions }),
      createEventBridge({ rules, router, scheduler, meter }),
      createLambda({
        functions: new FunctionOperations({ registry, code, runtime }),
        asyncInvoke: new AsyncInvokeOperations(registry),
        registry,
        runtime,
        queue,
      }),
      createS3(new ObjectStore(inDataDir('s3'))),
      createSts(),
    ],
  });
  cleanup.defer(() => server.close());
  // Before the server, which waits for its connections to close.
  cleanup.defer(() => dataChannels.close());
  cleanup.defer(() => sessions.close());

  const register = (instance: ManagedInstanceInput): void => {
    const parsed = managedInstance.parse(instance);
    instances.register(parsed);
    runner.setOnline(parsed.instanceId, true);
    sessions.setOnline(parsed.instanceId, true);
  };
  for (const instance of options.instances) register(instance);
  for (const record of registry.list()) runtime.prepare(record);
  await runner.resume(unfinished.commands);
  queue.resume(unfinished.invocations);
  scheduler.start();

  const owned = cleanup.move();
  return {
    endpoint: server.endpoint,
    busUrl: valkey.url,
    registerInstance: register,
    setInstanceOnline(instanceId, online) {
      instances.setOnline(instanceId, online);
      runner.setOnline(instanceId, online);
      sessions.setOnline(instanceId, online);
    },
    injectFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    sweepExpired: () => sweeper.sweep(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
