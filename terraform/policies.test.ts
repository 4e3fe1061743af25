import { fileURLToPath } from 'node:url';
import { tableNames, type TableNames } from '@pineapple/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fits, instanceUserId, type Permission, permissionsOf } from './testing/policies.ts';
import { type SdkCall, SdkCalls } from './testing/sdk-calls.ts';
import { type StateResource, Terraform, whyNoTerraform } from './testing/terraform.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const account = 'eu-central-1:123456789012';

const tables: Readonly<Record<string, keyof TableNames>> = {
  ApiTokenStore: 'apiTokens',
  ApplyStore: 'applies',
  HostStore: 'hosts',
  ImageStore: 'images',
  LabStore: 'labs',
  ObservationStore: 'observations',
  PlacementStore: 'labs',
  SessionStore: 'sessions',
  SnapshotStore: 'snapshots',
  OperatorStore: 'users',
  UsageStore: 'users',
  UserStore: 'users',
};

/** An instance's sessions: AWS documents their ids with the role's id before the instance's, and shows them without. */
const ownSessions = [instanceUserId, 'i-0123456789abcdef0'].map(
  (own) => `arn:aws:ssm:${account}:session/${own}-0abc`,
);

const contents = ['labs/lab_0123456789ab', 'contexts/usr_0123456789ab'].map(
  (folder) => `arn:aws:s3:::pineapple-files-123456789012/${folder}/${'0'.repeat(64)}`,
);

/** What each component does with build contexts. All that reads or writes contents does it with those of labs, too. */
const onContexts: Readonly<Record<string, readonly string[]>> = {
  'apps/api/src/main.ts': ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  'apps/host-agent/src/main.ts': ['s3:GetObject'],
  'lambda-functions/sweep-labs/src/handler.ts': ['s3:DeleteObject'],
};

/** ARNs of the resources of calls other than table calls. Two where IAM checks both. */
const things: Readonly<Record<string, readonly string[]>> = {
  'events:PutEvents': [`arn:aws:events:${account}:event-bus/pineapple`],
  's3:DeleteObject': contents,
  's3:GetObject': contents,
  's3:PutObject': contents,
  's3:ListBucket': ['arn:aws:s3:::pineapple-files-123456789012'],
  'lambda:InvokeFunction': [`arn:aws:lambda:${account}:function:pineapple-apply-lab`],
  'ssm:SendCommand': [
    `arn:aws:ssm:${account}:document/Pineapple-ApplyLab`,
    `arn:aws:ssm:${account}:document/Pineapple-BuildImage`,
    `arn:aws:ssm:${account}:document/Pineapple-SaveContents`,
    `arn:aws:ec2:${account}:instance/i-0123456789abcdef0`,
    `arn:aws:ssm:${account}:managed-instance/mi-0123456789abcdef0`,
  ],
  'ssm:StartSession': [
    `arn:aws:ssm:${account}:document/Pineapple-HostStreams`,
    `arn:aws:ec2:${account}:instance/i-0123456789abcdef0`,
    `arn:aws:ssm:${account}:managed-instance/mi-0123456789abcdef0`,
  ],
  'ssm:ResumeSession': ownSessions,
  'ssm:TerminateSession': ownSessions,
  'ssm:GetCommandInvocation': ['*'],
  'ssm:DescribeInstanceInformation': ['*'],
};

/** With a key of the operator's, DynamoDB calls KMS with the rights of its caller. */
const tableKey = /^kms:(Decrypt|DescribeKey|GenerateDataKey) arn:aws:kms:\S+:key\/\S+$/;

/** Actions that our code does not call itself: Lambda, CloudWatch's agent, Systems Manager's agent and the boot script do. */
const platform = {
  function: [
    tableKey,
    /^logs:(CreateLogStream|PutLogEvents) arn:aws:logs:\S+:log-group:\/aws\/lambda\/pineapple-[a-z-]+:\*$/,
    /^sqs:SendMessage arn:aws:sqs:\S+:pineapple-[a-z-]+-failures$/,
    /^ec2:\w*(NetworkInterfaces?|PrivateIpAddresses|SecurityGroups|Subnets|Vpcs) \*$/,
    /^elasticache:Connect arn:aws:elasticache:\S+:(replicationgroup:pineapple-bus|user:pineapple-client)$/,
  ],
  instance: [
    tableKey,
    // The data channel of a session is a signed WebSocket and no operation of the SDK.
    /^ssmmessages:OpenDataChannel arn:aws:ssm:\S+:session\/(\$\{aws:userid\}|i)-\*$/,
    /^logs:(CreateLogStream|DescribeLogStreams|PutLogEvents) arn:aws:logs:\S+:log-group:\/pineapple\/api:\*$/,
    /^s3:GetObject arn:aws:s3:::example-releases\/(api|node-linux-arm64)\/[0-9a-f]{64}\.tar\.gz$/,
    /^elasticache:Connect arn:aws:elasticache:\S+:(replicationgroup:pineapple-bus|user:pineapple-client)$/,
  ],
  host: [
    /^autoscaling:CompleteLifecycleAction arn:aws:autoscaling:\S+:autoScalingGroupName\/pineapple-hosts$/,
    /^logs:(CreateLogStream|DescribeLogStreams|PutLogEvents) arn:aws:logs:\S+:log-group:\/pineapple\/hosts:\*$/,
    /^s3:GetObject arn:aws:s3:::example-releases\/(host-agent|node-linux-arm64)\/[0-9a-f]{64}\.tar\.gz$/,
    /^(ec2messages|ssmmessages):\w+ \*$/,
    /^ssm:(ListInstanceAssociations|UpdateInstanceInformation) \*$/,
    /^ssm:GetDocument arn:aws:ssm:\S+:document\/Pineapple-(ApplyLab|BuildImage|SaveContents|HostStreams)$/,
  ],
};

const components = [
  { entry: 'apps/api/src/main.ts', role: 'module.site.module.api.aws_iam_role.this', runsOn: 'instance' },
  {
    entry: 'apps/host-agent/src/main.ts',
    role: 'module.site.module.hosts.aws_iam_role.this',
    runsOn: 'host',
  },
  ...['apply-lab', 'record-event', 'sweep-labs'].map((name) => ({
    entry: `lambda-functions/${name}/src/handler.ts`,
    role: `module.site.module.functions.aws_iam_role.this["${name}"]`,
    runsOn: 'function' as const,
  })),
] as const;

/** ARNs of the resources of a component's call. */
function targetsOf(entry: string, { action, keeper }: SdkCall): readonly string[] {
  if (!action.startsWith('dynamodb:')) {
    const known = things[action];
    if (!known) throw new Error(`Say in things what ${action} is about, and allow it.`);
    const touchesContexts = onContexts[entry]?.includes(action) ?? false;
    return known.filter((arn) => touchesContexts || !arn.includes('/contexts/'));
  }
  // Only the API's rate limiters call DynamoDB without a store.
  const [store = '', index] = (keeper ?? '').split('/');
  const table = keeper === null ? 'rateLimits' : tables[store];
  if (!table) throw new Error(`Say in tables which one ${store} keeps.`);
  const arn = `arn:aws:dynamodb:${account}:table/${tableNames('pineapple-')[table]}`;
  return [index === undefined ? arn : `${arn}/index/${index}`];
}

const onHosts = /:(instance|managed-instance)\//;

describe.skipIf(whyNoTerraform())('the policies', () => {
  let terraform: Terraform;
  let resources: readonly StateResource[];
  let calls: ReadonlyMap<string, readonly SdkCall[]>;
  beforeAll(async () => {
    const entries = components.map(({ entry }) => entry);
    const found = new SdkCalls(root, entries);
    calls = new Map(entries.map((entry) => [entry, found.of(entry)]));
    terraform = await Terraform.start();
    await terraform.initialise('envs/production');
    ({ resources } = await terraform.test('envs/production'));
  }, 120_000);
  afterAll(() => terraform[Symbol.asyncDispose]());

  const words = ({ action, resource }: Permission) => `${action} ${resource}`;
  const isOfPlatform = (permission: Permission, runsOn: keyof typeof platform) =>
    platform[runsOn].some((pattern) => pattern.test(words(permission)));

  describe.each(components)('of $entry', ({ entry, role, runsOn }) => {
    it('allow every call that the code makes', () => {
      const allowed = permissionsOf(resources, role);
      const refused = (calls.get(entry) ?? []).flatMap((call) =>
        targetsOf(entry, call)
          .filter((arn) => !allowed.some((each) => each.action === call.action && fits(each.resource, arn)))
          .map((arn) => `${call.action} ${arn}`),
      );
      expect(refused).toEqual([]);
    });

    it('allow nothing else', () => {
      const made = (calls.get(entry) ?? []).flatMap((call) =>
        targetsOf(entry, call).map((arn) => ({ ...call, arn })),
      );
      const needless = permissionsOf(resources, role)
        .filter((permission) => !isOfPlatform(permission, runsOn))
        .filter(
          ({ action, resource }) => !made.some((call) => call.action === action && fits(resource, call.arn)),
        );
      expect(needless.map(words)).toEqual([]);
    });

    it('select hosts by their tag and everything else by name', () => {
      for (const { action, resource, condition } of permissionsOf(resources, role)) {
        expect(action).not.toContain('*');
        if (onHosts.test(resource)) expect(condition).toContain('{"ssm:resourceTag/pineapple-role":"host"}');
        if (onHosts.test(resource) && action === 'ssm:StartSession')
          expect(condition).toContain('{"ssm:SessionDocumentAccessCheck":"true"}');
        else if (action.startsWith('dynamodb:')) expect(resource).not.toContain('*');
      }
    });
  });

  it('let only the service that runs a role assume it', () => {
    const trusted = resources
      .filter(({ type }) => type === 'aws_iam_role')
      .map(({ values }) => JSON.parse(String(values['assume_role_policy'])) as { Statement: object[] });
    expect(trusted).toHaveLength(components.length);
    for (const { Statement } of trusted) {
      expect(Statement).toEqual([
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: expect.stringMatching(/^(lambda|ec2)\.amazonaws\.com$/) },
        },
      ]);
    }
  });

  it('let each role that uses the tables use their key, through DynamoDB', () => {
    for (const { role } of components) {
      const allowed = permissionsOf(resources, role);
      const usesTables = allowed.some(({ action }) => action.startsWith('dynamodb:'));
      const ofKey = allowed.filter(({ action }) => action.startsWith('kms:'));
      expect(ofKey.map(({ action }) => action)).toEqual(
        usesTables ? ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'] : [],
      );
      for (const { condition } of ofKey) expect(condition).toContain('dynamodb.eu-central-1.amazonaws.com');
    }
  });

  it('let a host report only as itself', () => {
    const [put] = permissionsOf(resources, 'module.site.module.hosts.aws_iam_role.this').filter(
      ({ action }) => action === 'events:PutEvents',
    );
    expect(put?.condition).toBe('{"StringEquals":{"events:source":"pineapple.host.${aws:userid}"}}');
  });
});
