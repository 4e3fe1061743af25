/** A message of the data channel that no peer that keeps to the protocol would send. */
export class ChannelMessageError extends Error {
  override readonly name = 'ChannelMessageError';
}
