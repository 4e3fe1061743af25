import { randomUUID } from 'node:crypto';
import { accountId, functionArn, region } from '../account.ts';
import { eventTime, type BridgeEvent } from '../event-bridge/event.ts';
import type { OnFailure, QueuedInvocation } from './async-queue.ts';
import type { Outcome } from './invocation.ts';

/** Sends the record of a failed invocation to a function or an event bus. */
export function failureDestination(ways: {
  invoke: (functionName: string, payload: string) => Promise<void>;
  route: (bus: string, event: BridgeEvent) => Promise<void>;
}): OnFailure {
  return async (destination, invocation, condition, outcome) => {
    const record = describe(invocation, condition, outcome);
    const resource = destination.split(':').slice(5).join(':');
    if (resource.startsWith('event-bus/')) {
      await ways.route(resource.slice('event-bus/'.length), {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Lambda Function Invocation Result - Failure',
        source: 'lambda',
        account: accountId,
        time: eventTime(Date.now()),
        region,
        resources: [destination, functionArn(invocation.functionName)],
        detail: record,
      });
    } else {
      await ways.invoke(resource.replace(/^function:/, ''), JSON.stringify(record));
    }
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function describe(invocation: QueuedInvocation, condition: string, outcome: Outcome | null): object {
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: invocation.requestId,
      functionArn: `${functionArn(invocation.functionName)}:$LATEST`,
      condition,
      approximateInvokeCount: invocation.failures,
    },
    requestPayload: JSON.parse(invocation.payload) as unknown,
    ...(outcome
      ? {
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
          responsePayload: JSON.parse(outcome.payload) as unknown,
        }
      : {}),
  };
}
