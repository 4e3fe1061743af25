import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What each store needs. */
export interface StoreOptions {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  /** The current time. For tests. */
  readonly now?: () => Date;
}

export function systemClock(): Date {
  return new Date();
}

/** Seconds since 1970, the unit of DynamoDB's time to live. */
export function epochSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
