import { type SSMClient, SendCommandCommand } from '@aws-sdk/client-ssm';
import {
  applyDocumentName,
  applyDocumentParameter,
  buildDocumentName,
  payloadPattern,
  saveDocumentName,
} from '@pineapple/contracts';
import { AwsError, RejectedInputError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

export interface ApplyCommand {
  readonly instanceId: string;
  /** The gzipped host manifest in base64url. */
  readonly payload: string;
  readonly labId: string;
  readonly revision: number;
}

/** How long the host may take to start the command. Its runtime is not limited. SSM's minimum is 30 s. */
const deliverySeconds = 60;

/**
 * Sends a host manifest to a host with SSM Run Command. Returns the command's id.
 * @throws InstanceUnavailableError, ThrottledError, MissingResourceError (the document), RejectedInputError, AwsError
 */
export function sendApplyCommand(client: SSMClient, command: ApplyCommand): Promise<string> {
  const { instanceId, payload, labId, revision } = command;
  const about = `${labId} revision ${revision}`;
  return sendCommand(client, { document: applyDocumentName, instanceId, payload, about });
}

/** Sends a Dockerfile to a host, which builds it. @throws as `sendApplyCommand` */
export function sendBuildCommand(
  client: SSMClient,
  command: Pick<ApplyCommand, 'instanceId' | 'payload'> & { readonly buildId: string },
): Promise<string> {
  const { instanceId, payload, buildId } = command;
  return sendCommand(client, { document: buildDocumentName, instanceId, payload, about: `build ${buildId}` });
}

/** Has a host save containers for a snapshot. @throws as `sendApplyCommand` */
export function sendSaveCommand(
  client: SSMClient,
  command: Pick<ApplyCommand, 'instanceId' | 'payload'> & { readonly snapshotId: string },
): Promise<string> {
  const { instanceId, payload, snapshotId } = command;
  return sendCommand(client, {
    document: saveDocumentName,
    instanceId,
    payload,
    about: `save ${snapshotId}`,
  });
}

interface HostCommand {
  readonly document: string;
  readonly instanceId: string;
  readonly payload: string;
  /** Shown in the command history of the AWS console. */
  readonly about: string;
}

async function sendCommand(
  client: SSMClient,
  { document, instanceId, payload, about }: HostCommand,
): Promise<string> {
  const call = { operation: 'SendCommand', subject: `${about} to ${instanceId}` };
  if (!payloadPattern.test(payload)) {
    const fact = `the payload of ${payload.length} characters does not match ${payloadPattern.source}`;
    throw new RejectedInputError(call, 'InvalidPayload', `${fact}. Split a lab this large`);
  }
  const reply = await callAws(call, () =>
    client.send(
      new SendCommandCommand({
        DocumentName: document,
        InstanceIds: [instanceId],
        Parameters: { [applyDocumentParameter]: [payload] },
        TimeoutSeconds: deliverySeconds,
        Comment: about,
      }),
    ),
  );
  const commandId = reply.Command?.CommandId;
  if (commandId === undefined) throw new AwsError(call, 'NoCommandId', 'SSM answered without a command id');
  return commandId;
}
