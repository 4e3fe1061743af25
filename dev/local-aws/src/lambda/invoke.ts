import { AwsError } from '../http/aws-error.ts';
import type { AwsRequest, AwsResponse } from '../http/aws-request.ts';
import type { AsyncQueue } from './async-queue.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { FunctionRuntime } from './function-runtime.ts';

/** Maximum payload in bytes: 6 MB in both directions, 1 MB for event invocations. */
const maxPayload = 6 * 1024 * 1024;
const maxEventPayload = 1024 * 1024;

const json = { 'content-type': 'application/json' };

/** Invoke: RequestResponse, Event or DryRun. */
export async function invokeFunction(
  parts: { registry: FunctionRegistry; runtime: FunctionRuntime; queue: AsyncQueue },
  name: string,
  request: AwsRequest,
): Promise<AwsResponse> {
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const payload = readPayload(request.body, type === 'Event' ? maxEventPayload : maxPayload);
  parts.registry.get(name);
  if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
  if (type === 'Event') {
    await parts.queue.add(name, request.requestId, payload);
    return { status: 202, headers: json, body: '' };
  }
  if (type !== 'RequestResponse') {
    throw new AwsError('InvalidParameterValueException', `Unsupported invocation type '${String(type)}'.`);
  }

  const outcome = await parts.runtime.invoke(name, request.requestId, payload);
  const tooLarge = Buffer.byteLength(outcome.payload) > maxPayload;
  const body = tooLarge ? responseTooLarge(outcome.payload) : outcome.payload;
  return {
    status: 200,
    headers: {
      ...json,
      'x-amz-executed-version': '$LATEST',
      ...(outcome.failed || tooLarge ? { 'x-amz-function-error': 'Unhandled' } : {}),
      ...(request.headers['x-amz-log-type'] === 'Tail'
        ? { 'x-amz-log-result': logTail(outcome.logLines) }
        : {}),
    },
    body,
  };
}

function readPayload(body: Buffer, limit: number): string {
  if (body.length > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `The payload has ${body.length} bytes; the limit is ${limit}.`,
      413,
    );
  }
  if (body.length === 0) return '{}';
  const payload = body.toString('utf8');
  try {
    JSON.parse(payload);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${why}`,
      400,
      { Type: 'User' },
    );
  }
  return payload;
}

function responseTooLarge(payload: string): string {
  const size = Buffer.byteLength(payload);
  return JSON.stringify({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${size} bytes) exceeded maximum allowed payload size (${maxPayload} bytes).`,
  });
}

/** The last 4 kB of the function's output. */
function logTail(lines: readonly string[]): string {
  return Buffer.from(`${lines.join('\n')}\n`)
    .subarray(-4096)
    .toString('base64');
}
