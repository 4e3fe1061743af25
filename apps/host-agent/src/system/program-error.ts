/** A program ended with a status other than zero. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly stderr: string;

  constructor(program: string, status: string, stderr: string) {
    super(`${program} ended with ${status}: ${stderr.trim() || 'it said nothing'}`);
    this.stderr = stderr;
  }
}
