import { z } from 'zod';
import { eventBusArn } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import type { Service } from '../http/aws-request.ts';
import type { Meter } from '../meter.ts';
import { jsonOperation, jsonService, type JsonOperation } from '../http/json-service.ts';
import { parsePattern } from './event-pattern.ts';
import type { EventRouter } from './event-router.ts';
import { putEvents, putEventsInput } from './put-events.ts';
import { ruleOperations } from './rule-operations.ts';
import type { RuleRegistry } from './rule-registry.ts';
import type { Scheduler } from './scheduler.ts';
import { targetOperations } from './target-operations.ts';

const busInput = z.object({ Name: z.string().regex(/^[/.\-_A-Za-z0-9]{1,256}$/) });

/** EventBridge: buses, rules, targets and events. */
export function createEventBridge(parts: {
  rules: RuleRegistry;
  router: EventRouter;
  scheduler: Scheduler;
  meter: Meter | undefined;
}): Service {
  return jsonService({
    name: 'events',
    target: 'AWSEvents',
    maxBodyBytes: 1024 * 1024,
    operations: {
      ...busOperations(parts.rules),
      ...ruleOperations(parts),
      ...targetOperations(parts.rules),
      PutEvents: jsonOperation(putEventsInput, (input) => putEvents(parts, input)),
      TestEventPattern: jsonOperation(z.object({ EventPattern: z.string(), Event: z.string() }), (input) => ({
        Result: parsePattern(input.EventPattern)(JSON.parse(input.Event)),
      })),
    },
  });
}

function busOperations(rules: RuleRegistry): Record<string, JsonOperation> {
  return {
    CreateEventBus: jsonOperation(busInput, async ({ Name }) => {
      await rules.addBus(Name);
      return { EventBusArn: eventBusArn(Name) };
    }),
    DescribeEventBus: jsonOperation(busInput.partial(), ({ Name = 'default' }) => {
      if (!rules.hasBus(Name))
        throw new AwsError('ResourceNotFoundException', `Event bus ${Name} does not exist.`);
      return { Name, Arn: eventBusArn(Name) };
    }),
    ListEventBuses: jsonOperation(z.object({ NamePrefix: z.string().optional() }), ({ NamePrefix = '' }) => ({
      EventBuses: rules
        .buses()
        .filter((name) => name.startsWith(NamePrefix))
        .map((Name) => ({ Name, Arn: eventBusArn(Name) })),
    })),
    DeleteEventBus: jsonOperation(busInput, async ({ Name }) => {
      await rules.removeBus(Name);
      return {};
    }),
  };
}
