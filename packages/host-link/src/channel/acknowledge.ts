import { type ChannelMessage, encodeMessage, formatMessageId, messageFlags } from './message.ts';
import { ChannelMessageError } from './message-error.ts';

const flags = messageFlags.syn | messageFlags.fin;

/** The message that says that another arrived. */
export function encodeAcknowledge({ type, id, sequence }: ChannelMessage): Buffer {
  const payload = Buffer.from(
    `{"AcknowledgedMessageType":"${type}","AcknowledgedMessageId":"${formatMessageId(id)}",` +
      `"AcknowledgedMessageSequenceNumber":${sequence},"IsSequentialMessage":true}`,
    'latin1',
  );
  return encodeMessage('acknowledge', { flags, payload });
}

/** The sequence number that an acknowledge is about. @throws ChannelMessageError */
export function acknowledgedSequence({ payload }: ChannelMessage): number {
  let content: unknown;
  try {
    content = JSON.parse(payload.toString('utf8'));
  } catch (cause) {
    throw new ChannelMessageError('The payload of an acknowledge is not JSON', { cause });
  }
  const sequence =
    typeof content === 'object' && content !== null && 'AcknowledgedMessageSequenceNumber' in content
      ? content.AcknowledgedMessageSequenceNumber
      : undefined;
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 0) {
    throw new ChannelMessageError('An acknowledge does not say which message it is about');
  }
  return sequence;
}
