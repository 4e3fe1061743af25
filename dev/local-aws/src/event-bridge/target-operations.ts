import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { jsonOperation, type JsonOperation } from '../http/json-service.ts';
import { busName } from './bus-name.ts';
import { isReachableTarget } from './event-router.ts';
import type { RuleRegistry } from './rule-registry.ts';

const maxTargets = 5;

const target = z.object({
  Id: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/),
  Arn: z.string().max(1600),
  Input: z.string().max(8192).refine(isJson, 'is not JSON').optional(),
  InputPath: z
    .string()
    .regex(/^\$(?:\.[A-Za-z0-9_-]+)*$/)
    .optional(),
  InputTransformer: z.undefined('is not offered on this endpoint').optional(),
});
const rule = { Rule: z.string(), EventBusName: z.string().optional() };

export function targetOperations(rules: RuleRegistry): Record<string, JsonOperation> {
  return {
    PutTargets: jsonOperation(
      z.object({ ...rule, Targets: z.array(target).min(1).max(10) }),
      async (input) => {
        const record = rules.get(busName(input.EventBusName), input.Rule);
        for (const { Arn } of input.Targets) {
          if (!isReachableTarget(Arn)) {
            throw new AwsError(
              'ValidationException',
              `Parameter ${Arn} is not valid. Reason: this endpoint offers functions and event buses as targets.`,
            );
          }
        }
        const targets = new Map(record.targets.map((known) => [known.id, known]));
        for (const { Id, Arn, Input, InputPath } of input.Targets) {
          targets.set(Id, { id: Id, arn: Arn, input: Input ?? null, inputPath: InputPath ?? null });
        }
        if (targets.size > maxTargets) {
          throw new AwsError(
            'LimitExceededException',
            `The rule would have ${targets.size} targets; the limit is ${maxTargets}.`,
          );
        }
        await rules.save({ ...record, targets: [...targets.values()] });
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    ),
    RemoveTargets: jsonOperation(z.object({ ...rule, Ids: z.array(z.string()).min(1) }), async (input) => {
      const record = rules.get(busName(input.EventBusName), input.Rule);
      await rules.save({ ...record, targets: record.targets.filter(({ id }) => !input.Ids.includes(id)) });
      return { FailedEntryCount: 0, FailedEntries: [] };
    }),
    ListTargetsByRule: jsonOperation(z.object(rule), (input) => ({
      Targets: rules
        .get(busName(input.EventBusName), input.Rule)
        .targets.map(({ id, arn, input: text, inputPath }) => ({
          Id: id,
          Arn: arn,
          ...(text === null ? {} : { Input: text }),
          ...(inputPath === null ? {} : { InputPath: inputPath }),
        })),
    })),
    ListRuleNamesByTarget: jsonOperation(
      z.object({ TargetArn: z.string(), EventBusName: z.string().optional() }),
      (input) => ({
        RuleNames: rules
          .list(busName(input.EventBusName))
          .filter(({ targets }) => targets.some(({ arn }) => arn === input.TargetArn))
          .map(({ name }) => name),
      }),
    ),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
