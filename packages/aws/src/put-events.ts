import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { AwsError, RejectedInputError } from './aws-error.ts';
import { callAws } from './call-aws.ts';
import { type BusEvent, type MeasuredEvent, eventBatches, measureEvent, mostBytes } from './event-batches.ts';

/** EventBridge refused some events. The events before them, and some after them, were accepted. */
export class EventsRefusedError extends AwsError {
  override readonly name = 'EventsRefusedError';
  /** The events to put again, in order. */
  readonly refused: readonly BusEvent[];

  constructor(busName: string, refused: readonly BusEvent[], reasons: readonly string[]) {
    const call = { operation: 'PutEvents', subject: busName };
    super(
      call,
      'EventsRefused',
      `${refused.length} of the events were refused: ${[...new Set(reasons)].join('; ')}`,
    );
    this.refused = refused;
  }
}

function describeEvent({ source, detailType, bytes }: MeasuredEvent): string {
  return `"${detailType}" from ${source} has ${bytes} bytes, more than the limit of ${mostBytes}`;
}

function toEntry(busName: string, { source, detailType, detailText }: MeasuredEvent) {
  return { EventBusName: busName, Source: source, DetailType: detailType, Detail: detailText };
}

function isRefused(entry: PutEventsResultEntry | undefined): boolean {
  return entry?.EventId === undefined || entry.ErrorCode !== undefined;
}

/**
 * Puts events on a bus in order, with up to ten entries and 256 kB per call. Stops after the first call in which AWS
 * refused an event.
 * @throws EventsRefusedError with the events that were not accepted, RejectedInputError when an event is too large
 *   (nothing is sent then), ThrottledError, AwsError
 */
export async function putEvents(
  client: EventBridgeClient,
  busName: string,
  events: readonly BusEvent[],
): Promise<void> {
  const call = { operation: 'PutEvents', subject: busName };
  const measured = events.map(measureEvent);
  const tooLarge = measured.filter(({ bytes }) => bytes > mostBytes);
  if (tooLarge.length > 0) {
    throw new RejectedInputError(call, 'EventTooLarge', tooLarge.map(describeEvent).join('; '));
  }
  let sent = 0;
  for (const batch of eventBatches(measured)) {
    const input = { Entries: batch.map((event) => toEntry(busName, event)) };
    const { Entries: results = [], FailedEntryCount = 0 } = await callAws(call, () =>
      client.send(new PutEventsCommand(input)),
    );
    if (FailedEntryCount > 0) {
      const ofThisCall = events
        .slice(sent, sent + batch.length)
        .filter((_, index) => isRefused(results[index]));
      const reasons = results.filter(isRefused).map((entry) => `${entry.ErrorCode}: ${entry.ErrorMessage}`);
      throw new EventsRefusedError(busName, [...ofThisCall, ...events.slice(sent + batch.length)], reasons);
    }
    sent += batch.length;
  }
}
