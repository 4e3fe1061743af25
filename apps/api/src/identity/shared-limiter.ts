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
 * Limiters that all instances share. While the table can't be reached each instance counts by itself: that
 * is still a limit, where refusing everybody would let whoever breaks the table lock everybody out.
 */
export function sharedLimiter(client: DynamoDBClient, table: string): MakeLimiter {
  // The package wants the SDK's aggregated client, of which it uses these.
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
      // Who is refused is not counted on: an attack must not cost writes.
      inMemoryBlockOnConsumed: allowance.points + 1,
      insuranceLimiter: memoryLimiter(name, allowance),
    });
}
