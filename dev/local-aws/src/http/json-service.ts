import type { z } from 'zod';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, AwsResponse, Service } from './aws-request.ts';
import { parseInput, parseJson } from './parse-input.ts';

export type JsonOperation = (input: unknown, request: AwsRequest) => Promise<object>;

/** One operation with the schema of its input. */
export function jsonOperation<T>(
  schema: z.ZodType<T>,
  handle: (input: T, request: AwsRequest) => Promise<object> | object,
): JsonOperation {
  return async (input, request) => handle(parseInput(schema, input), request);
}

const contentType = 'application/x-amz-json-1.1';

/**
 * A service that speaks AWS JSON 1.1: `POST /` with the operation in `X-Amz-Target`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService(options: {
  name: Service['name'];
  target: string;
  maxBodyBytes: number;
  operations: Readonly<Record<string, JsonOperation>>;
}): Service {
  const prefix = `${options.target}.`;
  return {
    name: options.name,
    maxBodyBytes: options.maxBodyBytes,
    operationOf(head) {
      const target = head.headers['x-amz-target'];
      return typeof target === 'string' && target.startsWith(prefix) ? target.slice(prefix.length) : null;
    },
    async handle(name, request): Promise<AwsResponse> {
      const operation = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
      if (!operation) {
        throw new AwsError(
          'UnknownOperationException',
          `${options.target}.${name} is not offered on this endpoint.`,
        );
      }
      const output = await operation(parseJson(request.body), request);
      return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(output) };
    },
    renderError({ code, message, status, members }) {
      const body = JSON.stringify({ __type: code, message, ...members });
      return { status, headers: { 'content-type': contentType, 'x-amzn-errortype': code }, body };
    },
  };
}

/** AWS JSON timestamps are fractional epoch seconds. */
export function epochSeconds(iso: string): number {
  return Date.parse(iso) / 1000;
}
