import { CreateDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { applyDocumentName, applyDocumentParameter, payloadPattern } from '@pineapple/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import {
  AwsError,
  createSsmClient,
  findOnlineHosts,
  getInvocation,
  InstanceUnavailableError,
  MissingResourceError,
  RejectedInputError,
  sendApplyCommand,
  ThrottledError,
} from './index.ts';
import { startRecordingServer } from './testing/recording-server.ts';
import { startTestAws } from '@pineapple/test-kit/aws';

const host = 'mi-0123456789abcdef0';
const command = { instanceId: host, payload: 'aGVsbG8', labId: 'lab_aaaaaaaaaaaa', revision: 3 };

let cleanUp = new AsyncDisposableStack();
afterEach(async () => {
  await cleanUp.disposeAsync();
  cleanUp = new AsyncDisposableStack();
});

async function start() {
  const { local: aws, settings } = cleanUp.use(await startTestAws());
  const client = createSsmClient(settings);
  cleanUp.defer(() => client.destroy());
  return { aws, client };
}

/** The apply document, with a script in place of the agent. */
async function createDocument(client: SSMClient, script: readonly string[]): Promise<void> {
  const parameter = { type: 'String', allowedPattern: payloadPattern.source };
  const step = { action: 'aws:runShellScript', name: 'apply', inputs: { runCommand: script } };
  const content = {
    schemaVersion: '2.2',
    parameters: { [applyDocumentParameter]: parameter },
    mainSteps: [step],
  };
  await client.send(
    new CreateDocumentCommand({
      Name: applyDocumentName,
      DocumentType: 'Command',
      Content: JSON.stringify(content),
    }),
  );
}

async function waitForEnd(client: SSMClient, commandId: string) {
  const endedInvocation = async () => {
    const invocation = await getInvocation(client, { commandId, instanceId: host });
    return invocation && !['Pending', 'InProgress'].includes(invocation.status) ? invocation : null;
  };
  await expect.poll(endedInvocation, { timeout: 30_000, interval: 20 }).not.toBeNull();
  return endedInvocation();
}

describe('a command to a host', () => {
  it('carries the payload to the host and returns its output', async () => {
    const { aws, client } = await start();
    aws.registerInstance({ instanceId: host });
    await createDocument(client, ['echo got {{payload}}', 'echo careful >&2']);
    const commandId = await sendApplyCommand(client, command);
    const invocation = await waitForEnd(client, commandId);
    expect(invocation).toMatchObject({ status: 'Success', statusDetails: 'Success', exitStatus: 0 });
    expect(invocation?.stdout).toBe('got aGVsbG8\n');
    expect(invocation?.stderr).toContain('careful');
    expect(Date.parse(invocation?.finishedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(invocation?.startedAt ?? ''),
    );
  });

  it('returns the exit status of a failed command', async () => {
    const { aws, client } = await start();
    aws.registerInstance({ instanceId: host });
    await createDocument(client, ['exit 3']);
    const invocation = await waitForEnd(client, await sendApplyCommand(client, command));
    expect(invocation).toMatchObject({ status: 'Failed', exitStatus: 3 });
  });

  it('sends the parameters of the document only', async () => {
    await using server = await startRecordingServer(() => ({ Command: { CommandId: 'c-1' } }));
    expect(await sendApplyCommand(createSsmClient(server.settings), command)).toBe('c-1');
    expect(server.requests).toEqual([
      {
        target: 'AmazonSSM.SendCommand',
        body: {
          DocumentName: 'Pineapple-ApplyLab',
          InstanceIds: [host],
          Parameters: { payload: ['aGVsbG8'] },
          TimeoutSeconds: 60,
          Comment: 'lab_aaaaaaaaaaaa revision 3',
        },
      },
    ]);
  });

  it.each(['', 'with space', '$(reboot)', 'x'.repeat(60_001)])(
    'is not sent with a payload like %.20j',
    async (payload) => {
      await using server = await startRecordingServer(() => ({ Command: { CommandId: 'c-1' } }));
      await expect(
        sendApplyCommand(createSsmClient(server.settings), { ...command, payload }),
      ).rejects.toBeInstanceOf(RejectedInputError);
      expect(server.requests).toEqual([]);
    },
  );

  it('fails with InstanceUnavailableError when the host is unknown', async () => {
    const { client } = await start();
    await createDocument(client, ['true']);
    const sending = sendApplyCommand(client, command);
    await expect(sending).rejects.toBeInstanceOf(InstanceUnavailableError);
    await expect(sending).rejects.toThrow(
      /^SendCommand for lab_aaaaaaaaaaaa revision 3 to mi-0123456789abcdef0 failed: .*\(InvalidInstanceId\)$/,
    );
  });

  it('fails with MissingResourceError when the document does not exist', async () => {
    const { aws, client } = await start();
    aws.registerInstance({ instanceId: host });
    await expect(sendApplyCommand(client, command)).rejects.toBeInstanceOf(MissingResourceError);
  });

  it('is retried when SSM throttles it, and fails with ThrottledError when that continues', async () => {
    const { aws, client } = await start();
    aws.registerInstance({ instanceId: host });
    await createDocument(client, ['true']);
    const fault = { service: 'ssm', operation: 'SendCommand', error: 'ThrottlingException' } as const;
    aws.injectFault({ ...fault, times: 2 });
    expect(await sendApplyCommand(client, command)).toMatch(/^[0-9a-f-]{36}$/);
    aws.injectFault({ ...fault, times: 4 });
    const sending = sendApplyCommand(client, command);
    await expect(sending).rejects.toBeInstanceOf(ThrottledError);
    await expect(sending).rejects.toMatchObject({
      code: 'ThrottlingException',
      call: { operation: 'SendCommand' },
    });
  });

  it('has no invocation when SSM does not know it', async () => {
    const { aws, client } = await start();
    aws.registerInstance({ instanceId: host });
    const commandId = crypto.randomUUID();
    expect(await getInvocation(client, { commandId, instanceId: host })).toBeNull();
  });

  it('has an error, not an unknown invocation, when SSM fails', async () => {
    const { aws, client } = await start();
    aws.injectFault({
      service: 'ssm',
      operation: 'GetCommandInvocation',
      error: 'InternalServerError',
      status: 500,
      times: 4,
    });
    const asking = getInvocation(client, { commandId: crypto.randomUUID(), instanceId: host });
    await expect(asking).rejects.toBeInstanceOf(AwsError);
    await expect(asking).rejects.toMatchObject({ code: 'InternalServerError' });
  });
});

describe('the online hosts', () => {
  it('are the tagged hosts that SSM can reach, ordered by id', async () => {
    const { aws, client } = await start();
    const tags = { 'pineapple-role': 'host' };
    expect(await findOnlineHosts(client)).toEqual([]);
    aws.registerInstance({ instanceId: 'mi-0000000000000000b', name: 'second', tags });
    aws.registerInstance({ instanceId: 'mi-0000000000000000a', tags });
    aws.registerInstance({ instanceId: 'mi-0000000000000000c', tags: { 'pineapple-role': 'api' } });
    aws.registerInstance({ instanceId: 'mi-0000000000000000d' });
    aws.registerInstance({ instanceId: 'mi-0000000000000000e', tags });
    aws.setInstanceOnline('mi-0000000000000000e', false);
    const hosts = await findOnlineHosts(client);
    expect(hosts.map(({ instanceId }) => instanceId)).toEqual([
      'mi-0000000000000000a',
      'mi-0000000000000000b',
    ]);
    expect(hosts[1]?.name).toBe('second');
    expect(Date.parse(hosts[0]?.pingedAt ?? '')).not.toBeNaN();
    const some = ['mi-0000000000000000b', 'mi-0000000000000000d', 'mi-0000000000000000e'];
    expect((await findOnlineHosts(client, some)).map(({ instanceId }) => instanceId)).toEqual([
      'mi-0000000000000000b',
    ]);
  });

  it('are found on every page of the response', async () => {
    const page = (id: string, NextToken?: string) => ({
      InstanceInformationList: [{ InstanceId: id }],
      NextToken,
    });
    await using server = await startRecordingServer((_request, count) =>
      count < 3 ? page(`mi-${9 - count}`, `t${count}`) : page('mi-1'),
    );
    const hosts = await findOnlineHosts(createSsmClient(server.settings));
    expect(hosts.map(({ instanceId }) => instanceId)).toEqual(['mi-1', 'mi-7', 'mi-8']);
    expect(server.requests.map(({ body }) => body)).toMatchObject([
      {},
      { NextToken: 't1' },
      { NextToken: 't2' },
    ]);
  });
});
