/** An event for an EventBridge bus. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  /** Must survive JSON. */
  readonly detail: unknown;
}

/** An event as it goes over the wire, with the size that AWS counts. */
export interface MeasuredEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detailText: string;
  readonly bytes: number;
}

/** PutEvents takes ten entries and 256 kB, the sum of what the entries count. */
export const mostEntries = 10;
export const mostBytes = 256 * 1024;

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
export function measureEvent({ source, detailType, detail }: BusEvent): MeasuredEvent {
  const detailText = JSON.stringify(detail);
  const bytes = Buffer.byteLength(source) + Buffer.byteLength(detailType) + Buffer.byteLength(detailText);
  return { source, detailType, detailText, bytes };
}

/** Splits events, in their order, into the fewest calls that AWS takes. */
export function eventBatches(events: readonly MeasuredEvent[]): MeasuredEvent[][] {
  const batches: MeasuredEvent[][] = [];
  let room = 0;
  for (const event of events) {
    const last = batches.at(-1);
    if (last && last.length < mostEntries && event.bytes <= room) {
      last.push(event);
      room -= event.bytes;
    } else {
      batches.push([event]);
      room = mostBytes - event.bytes;
    }
  }
  return batches;
}
