import { actionStatus, decodeHandshakeRequest, encodeHandshakeResponse } from '../channel/payloads.ts';
import { clientVersion } from '../channel/open-data-channel.ts';

/**
 * The answer to the agent's handshake request. A session that AWS was told to encrypt with a key of KMS is refused: it
 * is encrypted by TLS, and by nothing else.
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
