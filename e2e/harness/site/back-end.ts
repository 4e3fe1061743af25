import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient, createLambdaClient, invoke } from '@pineapple/aws';
import {
  commonEnvironment,
  credentials,
  provision,
  type ProvisionOptions,
  region,
} from '@pineapple/launcher';
import { startLocalAws } from '@pineapple/local-aws';
import { UnderlaySwitch } from '@pineapple/test-kit/docker';
import { AgentProcess } from '@pineapple/test-kit/hosts';
import { ageLab } from './age-lab.ts';
import { Machine, tinyImage } from './machine.ts';

/** A site without its API: AWS, and hosts with engines of their own. */
export interface BackEnd extends AsyncDisposable {
  readonly machines: readonly Machine[];
  /** The environment of an API for this site. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the sweep once, now. */
  sweep(): Promise<unknown>;
  /** Backdates the last report of a machine by ten minutes. */
  silence(machine: Machine): Promise<void>;
  /** Backdates the last edit and the applies of a lab by ten minutes. */
  age(labId: string): Promise<void>;
}

interface BackEndOptions {
  readonly hosts: number;
  /** Whether the hosts reach each other, for labs on several of them. */
  readonly underlay?: boolean;
  readonly bundles: ProvisionOptions['bundles'];
  /** The event bus; the local AWS's own if left out. */
  readonly busUrl?: string;
  /** More environment for the agents and the functions. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startBackEnd({
  hosts,
  underlay = false,
  bundles,
  busUrl,
  env = {},
}: BackEndOptions): Promise<BackEnd> {
  await using cleanup = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'pn-site-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true }));
  const agents = await Promise.all(
    Array.from({ length: hosts }, (_, index) => AgentProcess.prepare(`mi-${String(index + 1).repeat(17)}`)),
  );
  const aws = cleanup.use(
    await startLocalAws({
      dataDir: join(directory, 'aws'),
      instances: agents.map((agent) => Machine.instance(agent)),
      // Tests run the sweep themselves.
      scheduleMinuteMs: 24 * 3_600_000,
      log: () => undefined,
    }),
  );
  const environment = {
    ...commonEnvironment(aws.endpoint, busUrl ?? aws.busUrl),
    PINEAPPLE_IMAGES: JSON.stringify([tinyImage]),
    ...env,
  };
  await provision({
    ...{ endpoint: aws.endpoint, region, credentials },
    ...{ tablePrefix: 'pineapple-', functionPrefix: 'pineapple-', eventBus: 'pineapple' },
    filesBucket: 'pineapple-files',
    bundles,
    environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_'))),
  });
  const machines: Machine[] = [];
  const by = underlay ? cleanup.use(await UnderlaySwitch.open()) : null;
  for (const [index, agent] of agents.entries()) {
    const awsPort = Number(new URL(aws.endpoint).port);
    const link = by && { underlay: { by, address: `10.77.0.${index + 1}` } };
    machines.push(cleanup.use(await Machine.start(agent, { awsPort, env: environment, ...link })));
  }
  const settings = { endpoint: aws.endpoint, region, credentials };
  const lambda = createLambdaClient(settings);
  const documents = createDocumentClient(settings);
  for (const client of [lambda, documents]) cleanup.defer(() => client.destroy());
  const owned = cleanup.move();
  return {
    machines,
    environment,
    sweep: () => invoke(lambda, 'pineapple-sweep-labs', {}),
    age: (labId) => ageLab(documents, labId),
    async silence({ hostId }) {
      await documents.send(
        new UpdateCommand({
          TableName: 'pineapple-hosts',
          Key: { hostId },
          UpdateExpression: 'SET #at = :then',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':then': new Date(Date.now() - 600_000).toISOString() },
        }),
      );
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
