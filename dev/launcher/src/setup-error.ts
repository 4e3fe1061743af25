/** A problem that the user has to solve before the product can start. The message says how. */
export class SetupError extends Error {
  override name = 'SetupError';
}
