/** Something the person can set right; its message is all they need. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
