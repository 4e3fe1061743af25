import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CancelCommandCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { functionArn } from '../account.ts';
import { createDocument, endOf, sendCommand } from '../testing/ssm-commands.ts';
import { hostId, startTestAws, type TestAws } from '../testing/start-test-aws.ts';

const instances = [{ instanceId: hostId }];

async function listen(local: TestAws, detailType: string): Promise<() => unknown[]> {
  await local.clients.createFunction(
    'listener',
    'export const handler = async (event) => console.log(JSON.stringify(event));',
  );
  const pattern = { source: ['aws.ssm'], 'detail-type': [detailType], detail: { 'document-name': ['Doc'] } };
  await local.clients.events.send(
    new PutRuleCommand({ Name: 'listen', EventPattern: JSON.stringify(pattern) }),
  );
  await local.clients.events.send(
    new PutTargetsCommand({ Rule: 'listen', Targets: [{ Id: 'f', Arn: functionArn('listener') }] }),
  );
  return () => local.logs.filter((entry) => entry.record !== undefined).map(({ record }) => record);
}

const statuses = (events: unknown[]): unknown[] =>
  events.map((event) => (event as { detail: { status: string } }).detail.status).sort();

test('report an invocation’s status in AWS’s format, without its output', async () => {
  await using local = await startTestAws({ instances });
  const heard = await listen(local, 'EC2 Command Invocation Status-change Notification');
  const { ssm } = local.clients;
  await createDocument(ssm, 'Doc', ['echo secret']);
  await createDocument(ssm, 'Other', ['true']);
  await endOf(ssm, await sendCommand(ssm, 'Other'));
  const id = await sendCommand(ssm, 'Doc');
  await eventually(() => statuses(heard())).toEqual(['InProgress', 'Success']);
  expect(heard()).toContainEqual({
    version: '0',
    id: expect.any(String) as unknown,
    'detail-type': 'EC2 Command Invocation Status-change Notification',
    source: 'aws.ssm',
    account: '000000000000',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
    region: 'us-east-1',
    resources: [`arn:aws:ssm:us-east-1:000000000000:managed-instance/${hostId}`],
    detail: {
      'command-id': id,
      'document-name': 'Doc',
      'instance-id': hostId,
      'requested-date-time': expect.any(String) as unknown,
      status: 'Success',
    },
  });
});

test('report failure and cancellation', async () => {
  await using local = await startTestAws({ instances, ssm: { workers: 1 } });
  const heard = await listen(local, 'EC2 Command Invocation Status-change Notification');
  const { ssm } = local.clients;
  await createDocument(ssm, 'Doc', ['exit {{ code }}'], { parameters: { code: { type: 'String' } } });
  await sendCommand(ssm, 'Doc', { Parameters: { code: ['4'] } });
  await eventually(() => statuses(heard())).toEqual(['Failed', 'InProgress']);
  local.aws.setInstanceOnline(hostId, false);
  const CommandId = await sendCommand(ssm, 'Doc', { Parameters: { code: ['0'] } });
  await ssm.send(new CancelCommandCommand({ CommandId }));
  await eventually(() => statuses(heard())).toEqual(['Cancelled', 'Failed', 'InProgress']);
});

test('report the end of a whole command once', async () => {
  await using local = await startTestAws({
    instances: [...instances, { instanceId: 'mi-0000000000000000b' }],
  });
  const heard = await listen(local, 'EC2 Command Status-change Notification');
  const { ssm } = local.clients;
  await createDocument(ssm, 'Doc', ['true']);
  const InstanceIds = [hostId, 'mi-0000000000000000b'];
  const id = await sendCommand(ssm, 'Doc', { InstanceIds });
  for (const instanceId of InstanceIds) await endOf(ssm, id, instanceId);
  await eventually(() => statuses(heard())).toEqual(['Success']);
});

test('can be lost, as on AWS', async () => {
  await using local = await startTestAws({ instances });
  const heard = await listen(local, 'EC2 Command Invocation Status-change Notification');
  const { ssm } = local.clients;
  await createDocument(ssm, 'Doc', ['true']);
  local.aws.injectFault({ service: 'events', operation: 'Deliver', source: 'aws.ssm', drop: true, times: 2 });
  await endOf(ssm, await sendCommand(ssm, 'Doc'));
  expect(heard()).toEqual([]);
  await sendCommand(ssm, 'Doc');
  await eventually(() => statuses(heard())).toEqual(['InProgress', 'Success']);
});
