/**
 * An error response of an AWS API. It is thrown: any operation can fail with one, and the server encodes them all in one
 * place.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error's body, for example Lambda's throttling `Reason`. */
  readonly members: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
