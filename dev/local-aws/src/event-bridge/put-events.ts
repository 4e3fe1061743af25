import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { accountId, region } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import type { Meter } from '../meter.ts';
import { busName } from './bus-name.ts';
import { eventTime, jsonObject, type BridgeEvent } from './event.ts';
import type { EventRouter } from './event-router.ts';
import type { RuleRegistry } from './rule-registry.ts';

const maxTotalBytes = 262_144;

const entry = z.object({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
});

export const putEventsInput = z.object({ Entries: z.array(entry).min(1).max(10) });

type Entry = z.infer<typeof entry>;
type EntryResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** PutEvents: each entry succeeds or fails independently. */
export async function putEvents(
  { router, rules, meter }: { router: EventRouter; rules: RuleRegistry; meter: Meter | undefined },
  { Entries }: z.infer<typeof putEventsInput>,
): Promise<object> {
  const size = Entries.reduce((total, each) => total + sizeOf(each), 0);
  if (size > maxTotalBytes) {
    throw new AwsError(
      'ValidationException',
      `Total size of the entries in the request is over the limit: ${size} bytes of ${maxTotalBytes}.`,
    );
  }
  const results = await Promise.all(Entries.map((each) => putOne(each)));
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };

  async function putOne(given: Entry): Promise<EntryResult> {
    const bus = busName(given.EventBusName);
    const problem = problemOf(given, rules.hasBus(bus) ? null : bus);
    if (problem) return problem;
    const event: BridgeEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': given.DetailType ?? '',
      source: given.Source ?? '',
      account: accountId,
      time: eventTime(given.Time === undefined ? Date.now() : given.Time * 1000),
      region,
      resources: given.Resources ?? [],
      detail: JSON.parse(given.Detail ?? '{}') as unknown,
    };
    meter?.({ kind: 'event', source: event.source, bytes: sizeOf(given) });
    await router.route(bus, event);
    return { EventId: event.id };
  }
}

function problemOf({ Source, DetailType, Detail }: Entry, missingBus: string | null): EntryResult | null {
  const failed = (ErrorCode: string, ErrorMessage: string): EntryResult => ({ ErrorCode, ErrorMessage });
  for (const [name, value] of Object.entries({ Source, DetailType, Detail })) {
    if (!value)
      return failed(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
  }
  if (Source?.startsWith('aws.'))
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  if (missingBus !== null)
    return failed('ResourceNotFoundException', `Event bus ${missingBus} does not exist.`);
  return isJsonObject(Detail ?? '') ? null : failed('MalformedDetail', 'Detail is malformed.');
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return !Array.isArray(value) && jsonObject.safeParse(value).success;
  } catch {
    return false;
  }
}

/** Size as AWS counts it: 14 bytes for a time, and the UTF-8 length of everything else. */
function sizeOf({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((total, text) => total + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}
