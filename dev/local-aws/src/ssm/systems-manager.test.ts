import {
  CreateDocumentCommand,
  DeleteDocumentCommand,
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  GetDocumentCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { createDocument, endOf, invocationOf, sendCommand } from '../testing/ssm-commands.ts';
import { hostId, startTestAws } from '../testing/start-test-aws.ts';

const instances = [
  { instanceId: hostId, name: 'host', tags: { 'pineapple-role': 'host' } },
  { instanceId: 'mi-0000000000000000b', tags: { 'pineapple-role': 'builder' } },
];

const content = (runCommand: string): string =>
  JSON.stringify({
    schemaVersion: '2.2',
    mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: [runCommand] } }],
  });

describe('documents', () => {
  test('have versions, and the default one runs', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['echo one']);
    const update = (script: string) =>
      ssm.send(
        new UpdateDocumentCommand({ Name: 'Doc', Content: content(script), DocumentVersion: '$LATEST' }),
      );
    expect((await update('echo two')).DocumentDescription).toMatchObject({
      DocumentVersion: '2',
      LatestVersion: '2',
      DefaultVersion: '1',
    });
    await expect(update('echo two')).rejects.toMatchObject({ name: 'DuplicateDocumentContent' });
    const output = async (more = {}): Promise<unknown> =>
      (await endOf(ssm, await sendCommand(ssm, 'Doc', more))).StandardOutputContent;
    expect(await output()).toBe('one\n');
    expect(await output({ DocumentVersion: '$LATEST' })).toBe('two\n');
    await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: 'Doc', DocumentVersion: '2' }));
    expect(await output()).toBe('two\n');
    const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: 'Doc' }));
    expect(Document).toMatchObject({
      Name: 'Doc',
      DocumentVersion: '2',
      DocumentType: 'Command',
      SchemaVersion: '2.2',
      Status: 'Active',
    });
    expect((await ssm.send(new GetDocumentCommand({ Name: 'Doc' }))).Content).toBe(content('echo two'));
    await ssm.send(new DeleteDocumentCommand({ Name: 'Doc' }));
    await expect(sendCommand(ssm, 'Doc')).rejects.toMatchObject({ name: 'InvalidDocument' });
  });

  test('run all steps and fail when one of them fails', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    const mainSteps = ['echo first; exit 2', 'echo second'].map((line, index) => ({
      action: 'aws:runShellScript',
      name: `step${index}`,
      inputs: { runCommand: [line] },
    }));
    const Content = JSON.stringify({ schemaVersion: '2.2', mainSteps });
    await ssm.send(new CreateDocumentCommand({ Name: 'Steps', DocumentType: 'Command', Content }));
    const id = await sendCommand(ssm, 'Steps');
    expect(await endOf(ssm, id)).toMatchObject({
      Status: 'Failed',
      PluginName: 'step0',
      ResponseCode: 2,
      StandardOutputContent: 'first\n',
    });
    const step = (PluginName: string) =>
      ssm.send(new GetCommandInvocationCommand({ CommandId: id, InstanceId: hostId, PluginName }));
    expect(await step('step1')).toMatchObject({
      Status: 'Failed',
      ResponseCode: 0,
      StandardOutputContent: 'second\n',
    });
    await expect(step('step2')).rejects.toMatchObject({ name: 'InvalidPluginName' });
  });

  test('get one version per racing update', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['true']);
    const updates = Array.from({ length: 20 }, (_, index) =>
      ssm.send(new UpdateDocumentCommand({ Name: 'Doc', Content: content(`echo ${index}`) })),
    );
    const versions = (await Promise.all(updates)).map(({ DocumentDescription }) =>
      Number(DocumentDescription?.DocumentVersion),
    );
    expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  });

  test('that cannot run are refused', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['true']);
    await expect(createDocument(ssm, 'Doc', ['true'])).rejects.toMatchObject({
      name: 'DocumentAlreadyExists',
    });
    const update = (Content: string) => ssm.send(new UpdateDocumentCommand({ Name: 'Doc', Content }));
    const bad = [
      'schemaVersion: "2.2"',
      '{"schemaVersion":"1.2"}',
      '{"schemaVersion":"2.2","mainSteps":[]}',
      '{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runPowerShellScript","name":"x","inputs":{"runCommand":["x"]}}]}',
      '{"schemaVersion":"2.2","parameters":{"a":{"type":"String","allowedPattern":"("}},"mainSteps":[{"action":"aws:runShellScript","name":"x","inputs":{"runCommand":["x"]}}]}',
    ];
    for (const text of bad)
      await expect(update(text), text).rejects.toMatchObject({ name: 'InvalidDocumentContent' });
  });
});

describe('parameters', () => {
  const parameters = {
    payload: { type: 'String', allowedPattern: '^[A-Za-z0-9_-]{1,60000}$' },
    loose: { type: 'String', allowedPattern: '[a-z]+', default: 'x' },
    many: { type: 'StringList', default: ['a', 'b'] },
    seconds: { type: 'Integer', default: 5 },
  };

  test('are inserted into the script as text, including defaults', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(
      ssm,
      'Doc',
      ["echo '{{payload}} {{ loose }} {{many}} {{ seconds }} {{ unknown }}'"],
      { parameters },
    );
    const payload = 'A_-9'.repeat(15_000);
    const end = await endOf(ssm, await sendCommand(ssm, 'Doc', { Parameters: { payload: ['p-1'] } }));
    expect(end.StandardOutputContent).toBe('p-1 x a\nb 5 {{ unknown }}\n');
    await createDocument(ssm, 'Long', ['printf %s {{ payload }} | wc -c'], { parameters });
    expect(
      (
        await endOf(ssm, await sendCommand(ssm, 'Long', { Parameters: { payload: [payload] } }))
      ).StandardOutputContent?.trim(),
    ).toBe('60000');
  });

  test('are checked by the pattern as written: only an anchored one is strict', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['echo {{ payload }} {{ loose }}'], { parameters });
    const send = (Parameters: Record<string, string[]>): Promise<string> =>
      sendCommand(ssm, 'Doc', { Parameters });
    const hostile = [
      '',
      'a b',
      'a;id',
      '$(id)',
      'a\nid',
      'a\n',
      '\na',
      '`id`',
      "'",
      '{{ssm:x}}',
      'é',
      'a'.repeat(60_001),
    ];
    for (const value of hostile) {
      await expect(send({ payload: [value] }), value).rejects.toMatchObject({ name: 'InvalidParameters' });
    }
    await expect(send({})).rejects.toMatchObject({ name: 'InvalidParameters' });
    await expect(send({ payload: ['a', 'b'] })).rejects.toMatchObject({ name: 'InvalidParameters' });
    await expect(send({ payload: ['a'], other: ['b'] })).rejects.toMatchObject({ name: 'InvalidParameters' });
    await expect(send({ payload: ['a'], seconds: ['soon'] })).rejects.toMatchObject({
      name: 'InvalidParameters',
    });
    await expect(send({ payload: ['a'], toString: ['b'] })).rejects.toMatchObject({
      name: 'InvalidParameters',
    });
    const end = await endOf(ssm, await send({ payload: ['a'], loose: ['; echo injected'] }));
    expect(end.StandardOutputContent).toBe('a\ninjected\n');
  });
});

describe('SendCommand', () => {
  test('refuses a command without a target', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['true']);
    const unknown = ['mi-0000000000000000c'];
    await expect(sendCommand(ssm, 'Doc', { InstanceIds: unknown })).rejects.toMatchObject({
      name: 'InvalidInstanceId',
    });
    await expect(sendCommand(ssm, 'Doc', { InstanceIds: [hostId, hostId] })).rejects.toMatchObject({
      name: 'DuplicateInstanceId',
    });
    await expect(sendCommand(ssm, 'Doc', { InstanceIds: [] })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(sendCommand(ssm, 'Doc', { TimeoutSeconds: 29 })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(sendCommand(ssm, 'Doc', { DocumentVersion: '7' })).rejects.toMatchObject({
      name: 'InvalidDocumentVersion',
    });
    const unmatched = await sendCommand(ssm, 'Doc', {
      Targets: [{ Key: 'tag:pineapple-role', Values: ['none'] }],
    });
    const { Commands } = await ssm.send(new ListCommandsCommand({ CommandId: unmatched }));
    expect(Commands).toMatchObject([{ Status: 'Success', TargetCount: 0 }]);
  });

  test('is refused when it is throttled', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['true']);
    local.aws.injectFault({ service: 'ssm', operation: 'SendCommand', error: 'ThrottlingException' });
    await expect(sendCommand(ssm, 'Doc')).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    expect((await endOf(ssm, await sendCommand(ssm, 'Doc'))).Status).toBe('Success');
  });
});

describe('GetCommandInvocation', () => {
  test('reports an unknown invocation, and a known one as missing under a fault', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Doc', ['true']);
    const id = await sendCommand(ssm, 'Doc');
    const absent = { name: 'InvocationDoesNotExist' };
    await expect(invocationOf(ssm, id, 'mi-0000000000000000b')).rejects.toMatchObject(absent);
    await expect(invocationOf(ssm, '00000000-0000-0000-0000-000000000000')).rejects.toMatchObject(absent);
    await expect(invocationOf(ssm, 'short')).rejects.toMatchObject({ name: 'ValidationException' });
    local.aws.injectFault({
      service: 'ssm',
      operation: 'GetCommandInvocation',
      error: 'InvocationDoesNotExist',
    });
    await expect(invocationOf(ssm, id)).rejects.toMatchObject(absent);
    expect((await endOf(ssm, id)).Status).toBe('Success');
  });
});

describe('the history of commands', () => {
  test('is listed newest first, in pages and with filters', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Good', ['echo fine']);
    await createDocument(ssm, 'Bad', ['exit 1']);
    const ids: string[] = [];
    for (const name of ['Good', 'Bad', 'Good', 'Bad', 'Good'])
      ids.push(await sendCommand(ssm, name, { Comment: name }));
    for (const id of ids) await endOf(ssm, id);

    const listed: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ssm.send(
        new ListCommandsCommand({ MaxResults: 2, ...(NextToken ? { NextToken } : {}) }),
      );
      listed.push(...(page.Commands ?? []).map(({ CommandId }) => CommandId));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(listed).toEqual(ids.toReversed());

    const failed = await ssm.send(new ListCommandsCommand({ Filters: [{ key: 'Status', value: 'Failed' }] }));
    expect(failed.Commands?.map(({ Comment, ErrorCount }) => [Comment, ErrorCount])).toEqual([
      ['Bad', 1],
      ['Bad', 1],
    ]);
    const { CommandInvocations } = await ssm.send(
      new ListCommandInvocationsCommand({ CommandId: ids[0], Details: true }),
    );
    expect(CommandInvocations).toMatchObject([
      {
        CommandId: ids[0],
        InstanceId: hostId,
        Status: 'Success',
        CommandPlugins: [{ Name: 'run', Output: 'fine\n', ResponseCode: 0 }],
      },
    ]);
  });
});

describe('DescribeInstanceInformation', () => {
  test('finds instances by tag and by ping status', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    const find = async (...filters: [string, string][]): Promise<unknown> => {
      const Filters = filters.map(([Key, value]) => ({ Key, Values: [value] }));
      const { InstanceInformationList } = await ssm.send(new DescribeInstanceInformationCommand({ Filters }));
      return InstanceInformationList?.map(({ InstanceId }) => InstanceId);
    };
    expect(await find()).toEqual(['mi-0000000000000000b', hostId]);
    expect(await find(['tag:pineapple-role', 'host'], ['PingStatus', 'Online'])).toEqual([hostId]);
    local.aws.setInstanceOnline(hostId, false);
    expect(await find(['tag:pineapple-role', 'host'], ['PingStatus', 'Online'])).toEqual([]);
    expect(await find(['PingStatus', 'ConnectionLost'])).toEqual([hostId]);
    expect(await find(['InstanceIds', hostId])).toEqual([hostId]);
    await expect(find(['Nonsense', 'x'])).rejects.toMatchObject({ name: 'InvalidFilterKey' });
  });
});
