import {
  ResumeSessionCommand,
  type SSMClient,
  StartSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import {
  encodeStreamPurpose,
  streamDocumentName,
  streamDocumentParameter,
  streamPayloadPattern,
  type StreamPurpose,
} from '../protocol/host-streams.ts';
import { AwsError, RejectedInputError, SessionEndedError, callAws } from '@pineapple/aws';
import type { DataChannelAddress } from './data-channel-socket.ts';

export interface StartedSession {
  readonly sessionId: string;
  readonly address: DataChannelAddress;
}

const reasonLimit = 256;

/** Starts a session to the agent of a host. */
export async function startSession(
  client: SSMClient,
  { instanceId, purpose }: { instanceId: string; purpose: StreamPurpose },
  abortSignal: AbortSignal,
): Promise<StartedSession> {
  const call = { operation: 'StartSession', subject: instanceId };
  const payload = encodeStreamPurpose(purpose);
  if (!streamPayloadPattern.test(payload)) {
    throw new RejectedInputError(
      call,
      'InvalidPayload',
      `the purpose takes ${payload.length} characters, more than the document allows`,
    );
  }
  const reply = await callAws(call, () =>
    client.send(
      new StartSessionCommand({
        Target: instanceId,
        DocumentName: streamDocumentName,
        Parameters: { [streamDocumentParameter]: [payload] },
        // Shown in the session history of the AWS console.
        Reason: purpose.purpose.slice(0, reasonLimit),
      }),
      { abortSignal },
    ),
  );
  const { SessionId: sessionId, StreamUrl: url, TokenValue: token } = reply;
  if (!sessionId || !url || !token) throw new AwsError(call, 'NoSession', 'SSM answered without a session');
  return { sessionId, address: { url, token } };
}

/** Gets the address for a new connection to a session. @throws SessionEndedError when the session is over */
export async function resumeSession(
  client: SSMClient,
  sessionId: string,
  abortSignal: AbortSignal,
): Promise<DataChannelAddress> {
  const call = { operation: 'ResumeSession', subject: sessionId };
  try {
    const reply = await callAws(call, () =>
      client.send(new ResumeSessionCommand({ SessionId: sessionId }), { abortSignal }),
    );
    const { StreamUrl: url, TokenValue: token } = reply;
    // AWS answers without a token when the session has timed out.
    if (!url || !token) throw new SessionEndedError(call, 'SessionTimedOut', 'the session timed out');
    return { url, token };
  } catch (error) {
    if (error instanceof AwsError && error.code === 'DoesNotExistException') {
      throw new SessionEndedError(call, error.code, 'the session is over', error);
    }
    throw error;
  }
}

export async function terminateSession(client: SSMClient, sessionId: string): Promise<void> {
  const call = { operation: 'TerminateSession', subject: sessionId };
  await callAws(call, () => client.send(new TerminateSessionCommand({ SessionId: sessionId })));
}
