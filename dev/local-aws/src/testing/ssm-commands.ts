import {
  CreateDocumentCommand,
  GetCommandInvocationCommand,
  SendCommandCommand,
  type GetCommandInvocationCommandOutput,
  type SendCommandCommandInput,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { eventually } from './eventually.ts';
import { hostId } from './start-test-aws.ts';

/** Creates a document of one step. Its parameters are those that the script names in braces. */
export async function createDocument(
  ssm: SSMClient,
  name: string,
  runCommand: string[],
  more: { parameters?: object; inputs?: object } = {},
): Promise<void> {
  const mainSteps = [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand, ...more.inputs } }];
  const content = {
    schemaVersion: '2.2',
    description: 'for tests',
    parameters: more.parameters ?? {},
    mainSteps,
  };
  await ssm.send(
    new CreateDocumentCommand({ Name: name, DocumentType: 'Command', Content: JSON.stringify(content) }),
  );
}

export async function sendCommand(
  ssm: SSMClient,
  name: string,
  more: Partial<SendCommandCommandInput> = {},
): Promise<string> {
  const where = more.Targets ? {} : { InstanceIds: [hostId] };
  const { Command } = await ssm.send(new SendCommandCommand({ DocumentName: name, ...where, ...more }));
  return Command?.CommandId ?? '';
}

export function invocationOf(
  ssm: SSMClient,
  CommandId: string,
  InstanceId = hostId,
): Promise<GetCommandInvocationCommandOutput> {
  return ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId }));
}

/** Waits for a command to end. */
export async function endOf(
  ssm: SSMClient,
  commandId: string,
  instanceId = hostId,
): Promise<GetCommandInvocationCommandOutput> {
  const running = ['Pending', 'InProgress', 'Cancelling'];
  await eventually(async () => (await invocationOf(ssm, commandId, instanceId)).Status).not.toBeOneOf(
    running,
  );
  return invocationOf(ssm, commandId, instanceId);
}
