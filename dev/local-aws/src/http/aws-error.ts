/**
 * An error answer of an AWS API. Thrown, not returned: every operation may end in one, and the server turns
 * them all into the wire form of the protocol in one place.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** More members of the error's body, for example `Reason` of Lambda's throttling. */
  readonly members: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
