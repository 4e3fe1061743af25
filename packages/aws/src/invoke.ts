import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { FunctionFailedError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

/**
 * Invokes a Lambda function asynchronously. AWS retries it twice when it fails.
 * @throws MissingResourceError, ThrottledError, AwsError
 */
export async function invokeEvent(
  client: LambdaClient,
  functionName: string,
  payload: unknown,
): Promise<void> {
  await callAws({ operation: 'Invoke', subject: functionName }, () =>
    client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: JSON.stringify(payload),
      }),
      // The response takes as long as the function runs.
      { requestTimeout: longestRunMs },
    ),
  );
}

/** The product's functions run for at most a minute. */
export const longestRunMs = 65_000;

interface FailureReport {
  readonly errorType: string;
  readonly errorMessage: string;
}

function readFailure(report: unknown): FailureReport {
  const parts = typeof report === 'object' && report !== null ? { ...report } : {};
  const text = (key: string) => (key in parts ? String(Reflect.get(parts, key)) : '');
  return { errorType: text('errorType') || 'Unhandled', errorMessage: text('errorMessage') || 'no message' };
}

/**
 * Invokes a Lambda function and returns its response, which the caller must parse.
 * @throws FunctionFailedError with the function's message, MissingResourceError, ThrottledError, AwsError
 */
export async function invoke(client: LambdaClient, functionName: string, payload: unknown): Promise<unknown> {
  const call = { operation: 'Invoke', subject: functionName };
  const reply = await callAws(call, () =>
    client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'RequestResponse',
        Payload: JSON.stringify(payload),
      }),
      // The response takes as long as the function runs.
      { requestTimeout: longestRunMs },
    ),
  );
  const text = reply.Payload?.transformToString() ?? '';
  const answer: unknown = text === '' ? null : JSON.parse(text);
  if (reply.FunctionError === undefined) return answer;
  const { errorType, errorMessage } = readFailure(answer);
  throw new FunctionFailedError(call, errorType, `${errorMessage} (${errorType})`);
}
