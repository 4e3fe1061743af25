import {
  type AwsCall,
  AwsError,
  InstanceUnavailableError,
  MissingResourceError,
  ThrottledError,
} from './aws-error.ts';

type ErrorClass = new (call: AwsCall, code: string, explanation: string, cause?: unknown) => AwsError;

/** The errors that callers distinguish, by their names in each service's API reference. */
const classes: Readonly<Record<string, ErrorClass>> = {
  ThrottlingException: ThrottledError,
  Throttling: ThrottledError,
  TooManyRequestsException: ThrottledError,
  RequestLimitExceeded: ThrottledError,
  TooManyUpdates: ThrottledError,
  InvalidInstanceId: InstanceUnavailableError,
  TargetNotConnected: InstanceUnavailableError,
  InvalidDocument: MissingResourceError,
  ResourceNotFoundException: MissingResourceError,
  NoSuchBucket: MissingResourceError,
};

/** Makes one call and converts its errors to an `AwsError` that names the call. */
export async function callAws<T>(call: AwsCall, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (cause) {
    const code = cause instanceof Error ? cause.name : 'UnknownError';
    const text = cause instanceof Error && cause.message !== '' ? cause.message : 'AWS gave no reason';
    const Class = classes[code] ?? AwsError;
    throw new Class(call, code, `${text} (${code})`, cause);
  }
}
