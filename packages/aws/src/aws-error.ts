/** A call to AWS, for messages and logs. */
export interface AwsCall {
  readonly operation: string;
  /** For example an instance, a function or a bus. */
  readonly subject: string;
}

/** A call to AWS that failed after the SDK's own retries. `cause` is the SDK's error. */
export class AwsError extends Error {
  override readonly name: string = 'AwsError';
  /** The name of AWS's error, for example AccessDeniedException, or of a network error. */
  readonly code: string;
  readonly call: AwsCall;

  constructor(call: AwsCall, code: string, explanation: string, cause?: unknown) {
    super(`${call.operation} for ${call.subject} failed: ${explanation}`, { cause });
    this.code = code;
    this.call = call;
  }
}

/** AWS still throttles the call after the SDK's retries. Retry later. */
export class ThrottledError extends AwsError {
  override readonly name = 'ThrottledError';
}

/** The instance is unknown to SSM, not connected or not running. Nothing was sent to it. */
export class InstanceUnavailableError extends AwsError {
  override readonly name = 'InstanceUnavailableError';
}

/** The Lambda function, SSM document or event bus does not exist: the deployment is incomplete. */
export class MissingResourceError extends AwsError {
  override readonly name = 'MissingResourceError';
}

/** The Lambda function ran and failed. `code` is its error type. */
export class FunctionFailedError extends AwsError {
  override readonly name = 'FunctionFailedError';
}

/** The input is too large or invalid for AWS. A retry fails too. */
export class RejectedInputError extends AwsError {
  override readonly name = 'RejectedInputError';
}

/** AWS or the host took too long. */
export class TimedOutError extends AwsError {
  override readonly name = 'TimedOutError';
}

/** The host or AWS ended the session, or it could not be resumed after a lost connection. */
export class SessionEndedError extends AwsError {
  override readonly name = 'SessionEndedError';
}
