import type { AwsResponse, Service } from '../http/aws-request.ts';
import { AwsError } from '../http/aws-error.ts';
import { parseJson } from '../http/parse-input.ts';
import type { Meter } from '../meter.ts';
import { askForConsumption, readConsumption } from './consumption.ts';
import type { DynaliteEngine } from './dynalite-engine.ts';
import type { TimeToLive } from './time-to-live.ts';

const prefix = 'DynamoDB_20120810.';
const contentType = 'application/x-amz-json-1.0';
/** Operations that read and write rows. Only these are metered. */
const ofRows = /Item$|^Query$|^Scan$/;

/** DynamoDB: dynalite for everything except time to live, which it lacks. */
export function createDynamoDb({
  engine,
  timeToLive,
  meter,
}: {
  engine: DynaliteEngine;
  timeToLive: TimeToLive;
  meter: Meter | undefined;
}): Service {
  const own: Record<string, (input: unknown) => Promise<object>> = {
    UpdateTimeToLive: (input) => timeToLive.update(input),
    DescribeTimeToLive: (input) => timeToLive.describe(input),
  };
  return {
    name: 'dynamodb',
    // BatchWriteItem accepts 16 MB.
    maxBodyBytes: 16 * 1024 * 1024,
    operationOf({ headers }) {
      const target = headers['x-amz-target'];
      return typeof target === 'string' && target.startsWith(prefix) ? target.slice(prefix.length) : null;
    },
    async handle(operation, request): Promise<AwsResponse> {
      if (Object.hasOwn(own, operation)) {
        const output = await own[operation]?.(parseJson(request.body));
        return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(output) };
      }
      const sent = request.body.toString('utf8');
      const metered = meter !== undefined && ofRows.test(operation);
      const answer = await engine.call(operation, metered ? askForConsumption(sent) : sent);
      if (answer.status === 413)
        throw new AwsError('RequestEntityTooLargeException', 'The request is larger than 16 MB.', 413);
      if (metered) readConsumption(meter, operation, sent, answer);
      const { 'x-amz-crc32': crc32, 'content-type': type } = answer.headers;
      return {
        status: answer.status,
        headers: { 'content-type': type ?? contentType, ...(crc32 ? { 'x-amz-crc32': crc32 } : {}) },
        body: answer.body,
      };
    },
    renderError({ code, message, status, members }) {
      const type =
        code === 'ValidationException' ? 'com.amazon.coral.validate' : 'com.amazonaws.dynamodb.v20120810';
      const body = JSON.stringify({ __type: `${type}#${code}`, message, ...members });
      return { status, headers: { 'content-type': contentType }, body };
    },
  };
}
