/** Something the person has to put right before the product can start; the message says how. */
export class SetupError extends Error {
  override name = 'SetupError';
}
