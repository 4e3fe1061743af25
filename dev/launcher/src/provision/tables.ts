import {
  type DynamoDBClient,
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { tableDefinitions, ttlAttributes } from '@pineapple/store';

/** Creates the missing tables and enables their time to live. */
export async function provisionTables(client: DynamoDBClient, prefix: string): Promise<void> {
  await Promise.all(
    tableDefinitions(prefix).map(async (definition) => {
      try {
        await client.send(new CreateTableCommand(definition));
      } catch (error) {
        if (!(error instanceof ResourceInUseException)) throw error;
      }
      const TableName = definition.TableName;
      await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 }, { TableName });
    }),
  );
  await Promise.all(
    Object.entries(ttlAttributes(prefix)).map(([table, attribute]) =>
      enableTimeToLive(client, table, attribute),
    ),
  );
}

/** Checks first, because enabling it twice is an error. */
async function enableTimeToLive(
  client: DynamoDBClient,
  TableName: string,
  AttributeName: string,
): Promise<void> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  if (TimeToLiveDescription?.TimeToLiveStatus?.startsWith('ENABL')) return;
  await client.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName } }),
  );
}
