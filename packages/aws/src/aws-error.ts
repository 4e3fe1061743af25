/** What was asked of AWS, for messages and logs. */
export interface AwsCall {
  readonly operation: string;
  /** What it was about: an instance, a function, a bus. */
  readonly subject: string;
}

/** A call to AWS that failed after the SDK's own retries. `cause` is the SDK's error. */
export class AwsError extends Error {
  override readonly name: string = 'AwsError';
  /** AWS's name for the error, e.g. AccessDeniedException, or a network error's name. */
  readonly code: string;
  readonly call: AwsCall;

  constructor(call: AwsCall, code: string, explanation: string, cause?: unknown) {
    super(`${call.operation} for ${call.subject} failed: ${explanation}`, { cause });
    this.code = code;
    this.call = call;
  }
}

/** AWS wants fewer calls, even after the SDK waited and tried again. Try later. */
export class ThrottledError extends AwsError {
  override readonly name = 'ThrottledError';
}

/** SSM knows no such instance, or it is not connected or not running. Nothing was sent to it. */
export class InstanceUnavailableError extends AwsError {
  override readonly name = 'InstanceUnavailableError';
}

/** There is no such Lambda function, SSM document or event bus: the deployment is incomplete. */
export class MissingResourceError extends AwsError {
  override readonly name = 'MissingResourceError';
}

/** The Lambda function was run and failed; `code` is its error type. */
export class FunctionFailedError extends AwsError {
  override readonly name = 'FunctionFailedError';
}

/** What was to be sent is larger or other than AWS takes. Trying again is no use. */
export class RejectedInputError extends AwsError {
  override readonly name = 'RejectedInputError';
}

/** AWS or the host took too long. */
export class TimedOutError extends AwsError {
  override readonly name = 'TimedOutError';
}

/** The session was ended by the host or by AWS, or could not be resumed after its connection broke. */
export class SessionEndedError extends AwsError {
  override readonly name = 'SessionEndedError';
}
