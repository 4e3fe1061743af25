import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What each store is made of. */
export interface StoreOptions {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  /** The present time; for tests. */
  readonly now?: () => Date;
}

export function systemClock(): Date {
  return new Date();
}

/** Seconds since 1970, as DynamoDB's time to live counts. */
export function epochSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
