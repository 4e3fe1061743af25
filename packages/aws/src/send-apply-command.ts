import { type SSMClient, SendCommandCommand } from '@aws-sdk/client-ssm';
import { applyDocumentName, applyDocumentParameter, payloadPattern } from '@pineapple/contracts';
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
export async function sendApplyCommand(client: SSMClient, command: ApplyCommand): Promise<string> {
  const { instanceId, payload, labId, revision } = command;
  const call = { operation: 'SendCommand', subject: `${labId} revision ${revision} to ${instanceId}` };
  if (!payloadPattern.test(payload)) {
    const fact = `the payload of ${payload.length} characters does not match ${payloadPattern.source}`;
    throw new RejectedInputError(call, 'InvalidPayload', `${fact}. Split a lab this large`);
  }
  const reply = await callAws(call, () =>
    client.send(
      new SendCommandCommand({
        DocumentName: applyDocumentName,
        InstanceIds: [instanceId],
        Parameters: { [applyDocumentParameter]: [payload] },
        TimeoutSeconds: deliverySeconds,
        // Shown in the command history of the AWS console.
        Comment: `${labId} revision ${revision}`,
      }),
    ),
  );
  const commandId = reply.Command?.CommandId;
  if (commandId === undefined) throw new AwsError(call, 'NoCommandId', 'SSM answered without a command id');
  return commandId;
}
