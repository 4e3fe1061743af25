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
import { ageLab } from './age-lab.ts';
import { Machine, tinyImage } from './machine.ts';

/** All of a site but the API: AWS, and hosts with engines of their own. */
export interface BackEnd extends AsyncDisposable {
  readonly machines: readonly Machine[];
  /** What the API needs to know to work with it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the sweep once, now. */
  sweep(): Promise<unknown>;
  /** Makes it look as if nothing had been heard of a machine for ten minutes. */
  silence(machine: Machine): Promise<void>;
  /** Makes it look as if a lab had last been edited and sent to its hosts ten minutes ago. */
  age(labId: string): Promise<void>;
}

export interface BackEndOptions {
  readonly hosts: number;
  /** Whether the hosts reach each other, for labs on several of them. */
  readonly underlay?: boolean;
  readonly bundles: ProvisionOptions['bundles'];
  /** Where the event bus is; the one that comes with local AWS when left out. */
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
  const plans = await Promise.all(
    Array.from({ length: hosts }, (_, index) => Machine.plan(`mi-${String(index + 1).repeat(17)}`)),
  );
  const aws = cleanup.use(
    await startLocalAws({
      dataDir: join(directory, 'aws'),
      instances: plans.map((plan) => Machine.instance(plan)),
      // Scenarios sweep when they want to.
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
    bundles,
    environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_'))),
  });
  const machines: Machine[] = [];
  const by = underlay ? cleanup.use(await UnderlaySwitch.open()) : null;
  for (const [index, plan] of plans.entries()) {
    const awsPort = Number(new URL(aws.endpoint).port);
    const way = by && { underlay: { by, address: `10.77.0.${index + 1}` } };
    machines.push(cleanup.use(await Machine.start(plan, { awsPort, env: environment, ...way })));
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
