/** An error that the user can fix. Only its message is printed. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
