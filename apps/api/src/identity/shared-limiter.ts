import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { RateLimiterDynamo } from 'rate-limiter-flexible';
import { type MakeLimiter, memoryLimiter } from './sign-in-guard.ts';

/**
 * Limiters that all instances share. While the table is unavailable each instance counts for itself, which is still a
 * limit. Refusing everyone instead would turn a failure of the table into a lockout.
 */
export function sharedLimiter(client: DynamoDBClient, table: string): MakeLimiter {
  // The package expects the SDK's aggregated client and uses these three calls.
  const storeClient = {
    getItem: (input: GetItemCommandInput) => client.send(new GetItemCommand(input)),
    updateItem: (input: UpdateItemCommandInput) => client.send(new UpdateItemCommand(input)),
    deleteItem: (input: DeleteItemCommandInput) => client.send(new DeleteItemCommand(input)),
  };
  return (name, allowance) =>
    new RateLimiterDynamo({
      storeClient,
      tableName: table,
      tableCreated: true,
      ttlSet: true,
      keyPrefix: name,
      points: allowance.points,
      duration: allowance.seconds,
      // Refused attempts are not counted further, so that an attack costs no writes.
      inMemoryBlockOnConsumed: allowance.points + 1,
      insuranceLimiter: memoryLimiter(name, allowance),
    });
}
