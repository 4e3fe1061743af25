import {
  CreateTableCommand,
  DescribeTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { eventually } from './eventually.ts';

/** Creates a table, by default with the key `id`, and waits until it is active. */
export async function createTable(
  client: DynamoDBClient,
  name: string,
  more: Partial<CreateTableCommandInput> = {},
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      ...more,
    }),
  );
  const table = new DescribeTableCommand({ TableName: name });
  await eventually(async () => (await client.send(table)).Table?.TableStatus).toBe('ACTIVE');
}
