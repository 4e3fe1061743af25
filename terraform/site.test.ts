import { EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { longestRunMs } from '@pineapple/aws';
import {
  apiKeepAliveMs,
  type Environment,
  loadAgentConfig,
  loadApiConfig,
  loadLambdaConfig,
} from '@pineapple/config';
import {
  applyDocumentName,
  applyDocumentParameter,
  buildDocumentName,
  payloadPattern,
  saveDocumentName,
  terminatingEventSource,
  terminatingEventType,
} from '@pineapple/contracts';
import {
  streamDocumentName,
  streamDocumentParameter,
  streamPayloadPattern,
} from '@pineapple/host-link/protocol';
import { longestSendMs } from '@pineapple/lab-lifecycle';
import {
  applyDocument,
  buildDocument,
  provisionRules,
  saveDocument,
  streamDocument,
} from '@pineapple/launcher';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { block, expectAwsLimits, type Values } from './testing/aws-limits.ts';
import { expectOwnDataOnly, expectPrivateBucket, expectTables } from './testing/site-data.ts';
import { type StateResource, Terraform, whyNoTerraform } from './testing/terraform.ts';
import { environmentFile, userDataOf } from './testing/user-data.ts';

const lambdaNames = ['apply-lab', 'record-event', 'sweep-labs'];
const lambdaKey = new RegExp(`^(${lambdaNames.join('|')})/[0-9a-f]{64}\\.zip$`);

describe.skipIf(whyNoTerraform()).each(['small', 'production'])('the %s site', (env) => {
  let terraform: Terraform;
  let resources: readonly StateResource[];
  beforeAll(async () => {
    terraform = await Terraform.start();
    await terraform.initialise(`envs/${env}`);
    const made = await terraform.test(`envs/${env}`);
    expect(made.failures).toBe('');
    resources = made.resources;
  }, 120_000);
  afterAll(() => terraform[Symbol.asyncDispose]());

  const all = (type: string): readonly Values[] =>
    resources.filter((each) => each.type === type && each.mode === 'managed').map(({ values }) => values);
  function one(type: string, name: string): Values {
    const found = all(type).find((values) => [values['name'], values['name_prefix']].includes(name));
    if (!found) throw new Error(`There is no ${type} called ${name}.`);
    return found;
  }

  it('has the tables that the stores define', () => expectTables(all));

  it('encrypts tables and enables point-in-time recovery', () => {
    for (const table of all('aws_dynamodb_table')) {
      expect(block(table, 'server_side_encryption')['enabled']).toBe(true);
      expect(block(table, 'point_in_time_recovery')['enabled']).toBe(true);
    }
  });

  it('keeps contents of files in a private, encrypted bucket', () =>
    expectPrivateBucket(all, env === 'production'));

  it('runs each function on the runtime it is bundled for, under its own role', () => {
    const functions = all('aws_lambda_function');
    expect(functions.map((each) => each['function_name']).sort()).toEqual(
      lambdaNames.map((name) => `pineapple-${name}`).sort(),
    );
    for (const each of functions) {
      expect(each).toMatchObject({
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        handler: 'index.handler',
      });
      expect(each['s3_key']).toMatch(lambdaKey);
    }
    expect(new Set(functions.map((each) => each['role'])).size).toBe(lambdaNames.length);
    for (const each of all('aws_cloudwatch_log_group')) expect(each['retention_in_days']).toBeGreaterThan(0);
    expect(all('aws_lambda_function_event_invoke_config')).toHaveLength(lambdaNames.length);
    for (const each of all('aws_lambda_function_event_invoke_config')) {
      expect(each).toMatchObject({ maximum_retry_attempts: 2 });
      expect(block(block(each, 'destination_config'), 'on_failure')['destination']).toBeTruthy();
    }
  });

  it('has timeouts in order: what gives up first ends first', () => {
    const seconds: Record<string, number> = Object.fromEntries(
      all('aws_lambda_function').map((each) => [String(each['function_name']), Number(each['timeout'])]),
    );
    // An apply that is shown as never sent can't be sent any more, and callers outlast the functions they call.
    expect(Number(seconds['pineapple-apply-lab']) * 1000).toBeLessThan(longestSendMs);
    for (const timeout of Object.values(seconds)) expect(timeout * 1000).toBeLessThan(longestRunMs);
    // The load balancer lets go of a quiet connection before the API does, and of an instance after it.
    expect(Number(one('aws_lb', 'pineapple-api')['idle_timeout']) * 1000).toBeLessThan(apiKeepAliveMs);
  });

  it('gives functions an environment that they accept', () => {
    for (const each of all('aws_lambda_function')) {
      const variables = block(each, 'environment')['variables'] as Environment;
      const config = loadLambdaConfig(variables);
      expect(config).toMatchObject({
        tablePrefix: 'pineapple-',
        functionPrefix: 'pineapple-',
        eventBusName: 'pineapple',
        busIamCache: 'pineapple-bus',
      });
      expect(config.moveLostLabsAfterMinutes).toBe(env === 'production' ? 10 : null);
      expect(config.busUrl).toMatch(/^rediss:\/\/pineapple-client@/);
    }
  });

  it('has the same rules as on one machine', async () => {
    const client = new EventBridgeClient({ region: 'eu-central-1' });
    const rules: Record<string, object> = {};
    vi.spyOn(client, 'send').mockImplementation((command: unknown) => {
      if (command instanceof PutRuleCommand) {
        const { Name, EventBusName, EventPattern, ScheduleExpression } = command.input;
        const pattern = EventPattern === undefined ? null : (JSON.parse(EventPattern) as unknown);
        rules[Name ?? ''] = { bus: EventBusName, pattern, schedule: ScheduleExpression ?? null };
      }
      return Promise.resolve({});
    });
    await provisionRules(client, { eventBus: 'pineapple', recordEventArn: 'record', sweepLabsArn: 'sweep' });
    const made = all('aws_cloudwatch_event_rule').map((rule) => {
      const schedule = String(rule['schedule_expression']).startsWith('rate')
        ? rule['schedule_expression']
        : null;
      const pattern = schedule === null ? (JSON.parse(String(rule['event_pattern'])) as unknown) : null;
      return [rule['name'], { bus: rule['event_bus_name'], pattern, schedule }];
    });
    // One machine has no Auto Scaling.
    const { 'pineapple-ending-hosts': ending, ...shared } = Object.fromEntries(made) as Record<
      string,
      object
    >;
    expect(shared).toEqual(rules);
    expect(ending).toMatchObject({
      bus: 'default',
      pattern: {
        source: [terminatingEventSource],
        'detail-type': [terminatingEventType],
        detail: { AutoScalingGroupName: [one('aws_autoscaling_group', 'pineapple-hosts')['name']] },
      },
    });
    for (const target of all('aws_cloudwatch_event_target')) {
      expect(block(target, 'dead_letter_config')['arn']).toBeTruthy();
    }
  });

  it('has the SSM documents of the contract, each with one anchored parameter and no free command', () => {
    const command = one('aws_ssm_document', applyDocumentName);
    expect(command['document_type']).toBe('Command');
    expect(JSON.parse(String(command['content']))).toEqual(applyDocument);
    expect(Object.keys(applyDocument.parameters)).toEqual([applyDocumentParameter]);
    expect(payloadPattern.source).toMatch(/^\^.*\$$/);

    const build = one('aws_ssm_document', buildDocumentName);
    expect(build['document_type']).toBe('Command');
    expect(JSON.parse(String(build['content']))).toEqual(buildDocument);

    const save = one('aws_ssm_document', saveDocumentName);
    expect(save['document_type']).toBe('Command');
    expect(JSON.parse(String(save['content']))).toEqual(saveDocument);

    const session = one('aws_ssm_document', streamDocumentName);
    expect(session['document_type']).toBe('Session');
    expect(JSON.parse(String(session['content']))).toEqual(streamDocument);
    expect(Object.keys(streamDocument.parameters)).toEqual([streamDocumentParameter]);
    expect(streamPayloadPattern.source).toMatch(/^\^.*\$$/);
  });

  it('connects to Valkey over TLS with an IAM identity and no password', () => {
    expect(all('aws_elasticache_replication_group')).toEqual([
      expect.objectContaining({
        engine: 'valkey',
        transit_encryption_enabled: true,
        transit_encryption_mode: 'required',
        // A string in the provider's schema.
        at_rest_encryption_enabled: 'true',
      }),
    ]);
    // ElastiCache refuses no-password-required in a group of Valkey, and needs no user called default there.
    const users = all('aws_elasticache_user').map((user) => [
      user['user_id'],
      user['engine'],
      block(user, 'authentication_mode')['type'],
    ]);
    expect(users).toEqual([['pineapple-client', 'valkey', 'iam']]);
    expect(all('aws_elasticache_user_group')).toEqual([
      expect.objectContaining({ engine: 'valkey', user_ids: ['pineapple-client'] }),
    ]);
    expect(all('aws_secretsmanager_secret_version')).toEqual([]);
    expect(all('aws_ssm_parameter')).toEqual([]);
  });

  it('accepts web traffic only at the load balancer, and at hosts only VXLAN from hosts', () => {
    const groups = new Map(
      all('aws_security_group').map((group) => [group['id'], String(group['name_prefix'])]),
    );
    const ways = all('aws_vpc_security_group_ingress_rule').map(
      (rule) =>
        `${groups.get(rule['security_group_id'])} ${rule['ip_protocol']} ${rule['from_port']}-${rule['to_port']} from ` +
        (groups.get(rule['referenced_security_group_id']) ?? String(rule['cidr_ipv4'])),
    );
    expect(ways.sort()).toEqual([
      'pineapple-alb- tcp 443-443 from 0.0.0.0/0',
      'pineapple-alb- tcp 80-80 from 0.0.0.0/0',
      'pineapple-api- tcp 4000-4000 from pineapple-alb-',
      'pineapple-bus- tcp 6379-6379 from pineapple-api-',
      'pineapple-bus- tcp 6379-6379 from pineapple-functions-',
      'pineapple-endpoints- tcp 443-443 from 10.64.0.0/16',
      'pineapple-hosts- udp 4789-4789 from pineapple-hosts-',
    ]);
    for (const type of ['aws_security_group_rule', 'aws_instance', 'aws_network_acl_rule'])
      expect(all(type)).toEqual([]);
  });

  it('limits the metadata service to one hop and encrypts every volume', () => {
    const templates = all('aws_launch_template');
    expect(templates).toHaveLength(2);
    for (const template of templates) {
      expect(block(template, 'metadata_options')).toMatchObject({
        http_tokens: 'required',
        http_put_response_hop_limit: 1,
      });
      const volumes = template['block_device_mappings'] as Values[];
      expect(volumes.length).toBeGreaterThan(0);
      for (const volume of volumes) {
        expect(block(volume, 'ebs')).toMatchObject({ encrypted: 'true', delete_on_termination: 'true' });
      }
    }
  });

  it('takes no image but the one that was current when the site was made', () => {
    for (const template of all('aws_launch_template'))
      expect(template['image_id']).toBe('ami-0123456789abcdef0');
    expect(all('terraform_data').map(({ input }) => input)).toEqual(['ami-0123456789abcdef0']);
  });

  it('keeps hosts until they are drained, and replaces one that does not get ready', () => {
    const group = one('aws_autoscaling_group', 'pineapple-hosts');
    expect(group).toMatchObject({ protect_from_scale_in: true, suspended_processes: ['AZRebalance'] });
    const hooks = group['initial_lifecycle_hook'] as Values[];
    expect(hooks).toMatchObject([
      {
        name: 'ready',
        lifecycle_transition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        default_result: 'ABANDON',
      },
      {
        name: 'drain',
        lifecycle_transition: 'autoscaling:EC2_INSTANCE_TERMINATING',
        default_result: 'CONTINUE',
      },
    ]);
    // AWS takes 30 s to two hours, and the group has to wait for as long as a host may take.
    for (const hook of hooks) expect(hook['heartbeat_timeout']).toBeGreaterThanOrEqual(30);
    expect(Number(hooks[0]?.['heartbeat_timeout'])).toBeLessThan(
      Number.parseInt(String(group['wait_for_capacity_timeout'])) * 60,
    );
    expect(block(block(group, 'instance_refresh'), 'preferences')['scale_in_protected_instances']).toBe(
      'Refresh',
    );
    const files = userDataOf(one('aws_launch_template', 'pineapple-host-'));
    const boot = environmentFile(files, '/etc/pineapple/boot.env');
    expect(boot).toMatchObject({ PINEAPPLE_GROUP: group['name'], PINEAPPLE_LAUNCH_HOOK: 'ready' });
  });

  it('replaces instances one at a time, starting the new one first', () => {
    for (const group of all('aws_autoscaling_group')) {
      const preferences = block(block(group, 'instance_refresh'), 'preferences');
      expect(preferences['min_healthy_percentage']).toBe(100);
      expect(preferences['max_healthy_percentage']).toBeGreaterThan(100);
      // It would go back to what Terraform has just set.
      expect(preferences['auto_rollback']).not.toBe(true);
    }
  });

  it('balances only to ready instances, with timeouts that suit WebSockets', () => {
    const group = one('aws_lb_target_group', 'pineapple-api');
    expect(block(group, 'health_check')).toMatchObject({ path: '/readyz', matcher: '200' });
    // The API gives requests and sockets ten seconds.
    expect(Number(group['deregistration_delay'])).toBeGreaterThan(10);
    expect(one('aws_lb', 'pineapple-api')).toMatchObject({
      idle_timeout: 300,
      drop_invalid_header_fields: true,
    });
    const listeners = all('aws_lb_listener').map(({ port, protocol, ssl_policy: policy }) => [
      port,
      protocol,
      port === 443 ? policy : null,
    ]);
    expect(listeners.sort()).toEqual([
      [443, 'HTTPS', 'ELBSecurityPolicy-TLS13-1-2-2021-06'],
      [80, 'HTTP', null],
    ]);
  });

  it('boots the API with an environment that it accepts', () => {
    const files = userDataOf(one('aws_launch_template', 'pineapple-api-'));
    const config = loadApiConfig(environmentFile(files, '/etc/pineapple/api.env'));
    expect(config).toMatchObject({
      port: 4000,
      bind: '0.0.0.0',
      publicUrl: 'https://labs.example.org',
      trustProxy: 1,
      tablePrefix: 'pineapple-',
      busIamCache: 'pineapple-bus',
      operators: ['alice', 'bob'],
      ...{ registries: [], gitSources: [], buildEgress: false },
      limits: {
        containersPerUser: 200,
        networksPerUser: 200,
        memoryMbPerUser: 102_400,
        containerMemoryMb: 512,
        memoryMbPerContainer: 2_048,
        cpusPerContainer: 4,
      },
      signIn: { signUpsPerAddress: 600, freeFailures: 5, longestDelaySeconds: 900 },
    });
    expect(String(config.webDir)).toBe('/opt/pineapple/api/web');
  });

  it('boots hosts with an environment that the agent accepts, with Docker’s networks outside the VPC’s range', () => {
    const files = userDataOf(one('aws_launch_template', 'pineapple-host-'));
    const environment = environmentFile(files, '/etc/pineapple/agent.env');
    const config = loadAgentConfig({ ...environment, PINEAPPLE_HOST_ID: 'i-0123456789abcdef0' });
    expect(config).toMatchObject({
      stateDir: '/var/lib/pineapple',
      socketPath: '/run/pineapple/agent.sock',
      eventBusName: 'pineapple',
      stopLabsOnExit: false,
      buildEgress: false,
    });
    const docker = JSON.parse(files.get('/etc/docker/daemon.json') ?? '') as Values;
    expect(docker).toMatchObject({
      'live-restore': true,
      'userland-proxy': false,
      'userns-remap': 'default',
    });
  });

  it('sets only variables that the programs read', async () => {
    const { readFile, readdir } = await import('node:fs/promises');
    const folder = new URL('../packages/config/src/', import.meta.url);
    const sources = await Promise.all(
      (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8')),
    );
    const files = [
      ['pineapple-api-', '/etc/pineapple/api.env'],
      ['pineapple-host-', '/etc/pineapple/agent.env'],
    ].map(([template = '', path = '']) =>
      environmentFile(userDataOf(one('aws_launch_template', template)), path),
    );
    const lambdas = all('aws_lambda_function').map(
      (each) => block(each, 'environment')['variables'] as object,
    );
    const names = new Set([...files, ...lambdas].flatMap((each) => Object.keys(each)));
    names.delete('AWS_REGION');
    for (const name of names) expect(sources.join('\n')).toContain(`${name}:`);
  });

  it('has an alarm for every function, queue, table and rule', () => {
    const watched = all('aws_cloudwatch_metric_alarm').flatMap((alarm) =>
      Object.values(alarm['dimensions'] as Record<string, string>),
    );
    const named = [
      ...all('aws_lambda_function').map((each) => each['function_name']),
      ...['aws_sqs_queue', 'aws_dynamodb_table', 'aws_cloudwatch_event_rule'].flatMap((type) =>
        all(type).map((each) => each['name']),
      ),
    ];
    expect(watched).toEqual(expect.arrayContaining(named));
  });

  it('lets labs reach every bucket and table, and its own roles only the site’s', () =>
    expectOwnDataOnly(all));

  // The provider's schema knows types only; AWS refuses these.
  it('stays within what AWS accepts as names, descriptions, values and sizes', () =>
    expectAwsLimits({ all, one }));

  it('spans three zones', () => {
    const zones = all('aws_subnet').map((subnet) => String(subnet['availability_zone']));
    expect(new Set(zones).size).toBe(3);
    expect(all('aws_nat_gateway')).toHaveLength(env === 'production' ? 3 : 1);
    const endpoints = all('aws_vpc_endpoint').map((each) => String(each['service_name']).split('.').at(-1));
    expect(endpoints).toEqual(expect.arrayContaining(['dynamodb', 's3']));
    if (env === 'production')
      expect(endpoints).toEqual(expect.arrayContaining(['ssm', 'ssmmessages', 'lambda']));
  });
});
