import {
  actionStatus,
  clientVersion,
  decodeHandshakeRequest,
  encodeHandshakeResponse,
} from '../channel/payloads.ts';

/**
 * Answers the agent's handshake request. It refuses encryption with a KMS key: TLS already encrypts the session.
 * @throws ChannelMessageError
 */
export function answerHandshake(request: Buffer): Buffer {
  const { RequestedClientActions } = decodeHandshakeRequest(request);
  const processed = RequestedClientActions.map(({ ActionType }) =>
    ActionType === 'SessionType'
      ? { ActionType, ActionStatus: actionStatus.success, ActionResult: null, Error: '' }
      : {
          ActionType,
          ActionStatus: actionStatus.unsupported,
          ActionResult: null,
          Error: `Unsupported action ${ActionType}`,
        },
  );
  const errors = processed.map((action) => action.Error).filter((error) => error !== '');
  return encodeHandshakeResponse({
    ClientVersion: clientVersion,
    ProcessedClientActions: processed,
    Errors: errors,
  });
}
