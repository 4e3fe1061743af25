import { z } from 'zod';
import { ruleArn } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import { jsonOperation, type JsonOperation } from '../http/json-service.ts';
import { busName } from './bus-name.ts';
import { parsePattern } from './event-pattern.ts';
import type { RuleRecord } from './rule-record.ts';
import type { RuleRegistry } from './rule-registry.ts';
import type { Scheduler } from './scheduler.ts';

const name = z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/);
const bus = z.string().max(1600).optional();

const putInput = z.object({
  Name: name,
  EventBusName: bus,
  EventPattern: z.string().max(4096).optional(),
  ScheduleExpression: z.string().max(256).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Description: z.string().max(512).default(''),
});
const oneInput = z.object({ Name: name, EventBusName: bus });
const listInput = z.object({ EventBusName: bus, NamePrefix: z.string().optional() });

/** Rule operations: event patterns and schedules. */
export function ruleOperations({
  rules,
  scheduler,
}: {
  rules: RuleRegistry;
  scheduler: Scheduler;
}): Record<string, JsonOperation> {
  const setState = (state: RuleRecord['state']): JsonOperation =>
    jsonOperation(oneInput, async (input) => {
      const rule = { ...rules.get(busName(input.EventBusName), input.Name), state };
      await rules.save(rule);
      scheduler.arrange(rule);
      return {};
    });

  return {
    PutRule: jsonOperation(putInput, async (input) => {
      const busOfRule = busName(input.EventBusName);
      rules.checkBus(busOfRule);
      if (!input.EventPattern && !input.ScheduleExpression) {
        throw new AwsError(
          'ValidationException',
          'Parameter(s) EventPattern or ScheduleExpression must be specified.',
        );
      }
      if (input.ScheduleExpression && busOfRule !== 'default') {
        throw new AwsError(
          'ValidationException',
          'ScheduleExpression is supported only on the default event bus.',
        );
      }
      if (input.EventPattern) parsePattern(input.EventPattern);
      const before = rules.find(busOfRule, input.Name);
      const unchanged = before !== null && before.schedule === (input.ScheduleExpression ?? null);
      const firstAt = input.ScheduleExpression ? scheduler.firstAt(input.ScheduleExpression) : null;
      const rule: RuleRecord = {
        name: input.Name,
        bus: busOfRule,
        description: input.Description,
        state: input.State,
        eventPattern: input.EventPattern ?? null,
        schedule: input.ScheduleExpression ?? null,
        targets: before?.targets ?? [],
        // Putting the same schedule again, as every deployment does, must not postpone its next firing.
        nextAt: unchanged ? before.nextAt : firstAt,
      };
      await rules.save(rule);
      scheduler.arrange(rule);
      return { RuleArn: ruleArn(rule.bus, rule.name) };
    }),
    DescribeRule: jsonOperation(oneInput, (input) =>
      render(rules.get(busName(input.EventBusName), input.Name)),
    ),
    ListRules: jsonOperation(listInput, (input) => {
      const busOfRules = busName(input.EventBusName);
      rules.checkBus(busOfRules);
      return {
        Rules: rules
          .list(busOfRules)
          .filter((rule) => rule.name.startsWith(input.NamePrefix ?? ''))
          .map(render),
      };
    }),
    EnableRule: setState('ENABLED'),
    DisableRule: setState('DISABLED'),
    DeleteRule: jsonOperation(oneInput, async (input) => {
      const rule = rules.find(busName(input.EventBusName), input.Name);
      if (!rule) return {};
      if (rule.targets.length > 0)
        throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
      await rules.remove(rule);
      scheduler.remove(rule);
      return {};
    }),
  };
}

function render(rule: RuleRecord): object {
  return {
    Name: rule.name,
    Arn: ruleArn(rule.bus, rule.name),
    State: rule.state,
    EventBusName: rule.bus,
    ...(rule.eventPattern === null ? {} : { EventPattern: rule.eventPattern }),
    ...(rule.schedule === null ? {} : { ScheduleExpression: rule.schedule }),
    ...(rule.description ? { Description: rule.description } : {}),
  };
}
