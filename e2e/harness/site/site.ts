import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient, createLambdaClient, invoke } from '@pineapple/aws';
import { commonEnvironment, credentials, provision, region, repositoryRoot } from '@pineapple/launcher';
import { startLocalAws } from '@pineapple/local-aws';
import { bundleLambdas } from '../../../scripts/bundle-lambdas.ts';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { Machine, tinyImage } from './machine.ts';

/** A whole site of several machines on one: AWS, an API, and hosts with engines of their own. */
export interface Site extends AsyncDisposable {
  readonly url: string;
  readonly machines: readonly Machine[];
  /** Runs the sweep once, now. */
  sweep(): Promise<unknown>;
  /** Makes it look as if nothing had been heard of a machine for ten minutes. */
  silence(machine: Machine): Promise<void>;
}

export interface SiteOptions {
  readonly hosts: number;
  /** More environment for the API, the agents and the functions. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startSite({ hosts, env = {} }: SiteOptions): Promise<Site> {
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
  const common = {
    ...commonEnvironment(aws.endpoint, aws.busUrl),
    PINEAPPLE_IMAGES: JSON.stringify([tinyImage]),
    ...env,
  };
  await provision({
    ...{ endpoint: aws.endpoint, region, credentials },
    ...{ tablePrefix: 'pineapple-', functionPrefix: 'pineapple-', eventBus: 'pineapple' },
    bundles: await bundleLambdas(),
    environment: Object.fromEntries(Object.entries(common).filter(([name]) => !name.startsWith('AWS_'))),
  });
  const machines: Machine[] = [];
  for (const plan of plans) {
    const awsPort = Number(new URL(aws.endpoint).port);
    machines.push(cleanup.use(await Machine.start(plan, { awsPort, env: common })));
  }
  const port = await freePort();
  const url = `http://localhost:${port}`;
  cleanup.use(
    await Child.start({
      command: [process.execPath, join(repositoryRoot, 'apps/api/src/main.ts')],
      env: { ...common, PATH: process.env['PATH'], PORT: String(port), PINEAPPLE_PUBLIC_URL: url },
      readyWhen: /api ready/,
    }),
  );
  const settings = { endpoint: aws.endpoint, region, credentials };
  const lambda = createLambdaClient(settings);
  const documents = createDocumentClient(settings);
  for (const client of [lambda, documents]) cleanup.defer(() => client.destroy());
  const owned = cleanup.move();
  return {
    url,
    machines,
    sweep: () => invoke(lambda, 'pineapple-sweep-labs', {}),
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
