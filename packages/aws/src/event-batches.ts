/** An event for an EventBridge bus. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  /** Must survive JSON. */
  readonly detail: unknown;
}

/** An encoded event, with its size as AWS counts it. */
export interface MeasuredEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detailText: string;
  readonly bytes: number;
}

/** PutEvents accepts ten entries and 256 kB in all. */
const mostEntries = 10;
export const mostBytes = 256 * 1024;

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
export function measureEvent({ source, detailType, detail }: BusEvent): MeasuredEvent {
  const detailText = JSON.stringify(detail);
  const bytes = Buffer.byteLength(source) + Buffer.byteLength(detailType) + Buffer.byteLength(detailText);
  return { source, detailType, detailText, bytes };
}

/** Splits events into calls that AWS accepts, in order. */
export function eventBatches(events: readonly MeasuredEvent[]): MeasuredEvent[][] {
  const batches: MeasuredEvent[][] = [];
  let freeBytes = 0;
  for (const event of events) {
    const last = batches.at(-1);
    if (last && last.length < mostEntries && event.bytes <= freeBytes) {
      last.push(event);
      freeBytes -= event.bytes;
    } else {
      batches.push([event]);
      freeBytes = mostBytes - event.bytes;
    }
  }
  return batches;
}
