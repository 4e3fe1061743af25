import { z } from 'zod';

/** An event as targets receive it. https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html */
export interface BridgeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** An event from one of AWS's own services; it always goes to the default bus. */
export interface ServiceEvent {
  readonly source: `aws.${string}`;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** Events carry whole seconds. */
export function eventTime(time: Date | number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export const jsonObject = z.record(z.string(), z.unknown());
