import { type SSMClient, SendCommandCommand } from '@aws-sdk/client-ssm';
import { applyDocumentName, applyDocumentParameter, payloadPattern } from '@pineapple/contracts';
import { AwsError, RejectedInputError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

/** One apply to be sent to one host. */
export interface ApplyCommand {
  readonly instanceId: string;
  /** base64url of the gzipped desired lab. */
  readonly payload: string;
  readonly labId: string;
  readonly revision: number;
}

/** Seconds in which the host must take the command up; not a limit on its run. SSM's least is 30. */
const deliverySeconds = 60;

/**
 * Asks a host, through SSM Run Command, to apply a lab. Returns the command's id.
 * @throws InstanceUnavailableError, ThrottledError, MissingResourceError (the document), RejectedInputError, AwsError
 */
export async function sendApplyCommand(client: SSMClient, command: ApplyCommand): Promise<string> {
  const { instanceId, payload, labId, revision } = command;
  const call = { operation: 'SendCommand', subject: `${labId} revision ${revision} to ${instanceId}` };
  if (!payloadPattern.test(payload)) {
    const fact = `the payload of ${payload.length} characters does not match ${payloadPattern.source}`;
    throw new RejectedInputError(call, 'InvalidPayload', `${fact}; a lab this large has to be split`);
  }
  const reply = await callAws(call, () =>
    client.send(
      new SendCommandCommand({
        DocumentName: applyDocumentName,
        InstanceIds: [instanceId],
        Parameters: { [applyDocumentParameter]: [payload] },
        TimeoutSeconds: deliverySeconds,
        // For people who look at the command history in the console.
        Comment: `${labId} revision ${revision}`,
      }),
    ),
  );
  const commandId = reply.Command?.CommandId;
  if (commandId === undefined) throw new AwsError(call, 'NoCommandId', 'SSM answered without a command id');
  return commandId;
}
