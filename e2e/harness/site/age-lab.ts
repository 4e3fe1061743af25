import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const sinceMs = 600_000;

/** Backdates the last edit of a lab by ten minutes, and ends its applies soon after that. */
export async function ageLab(documents: DynamoDBDocumentClient, labId: string): Promise<void> {
  const values = { ':then': new Date(Date.now() - sinceMs).toISOString() };
  await documents.send(
    new UpdateCommand({
      TableName: 'pineapple-labs',
      Key: { id: labId },
      UpdateExpression: 'SET unsettledSince = :then',
      ConditionExpression: 'attribute_exists(unsettledSince)',
      ExpressionAttributeValues: values,
    }),
  );
  const TableName = 'pineapple-applies';
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'labId = :labId',
      ExpressionAttributeValues: { ':labId': labId },
    }),
  );
  for (const { applyId, finishedAt } of Items) {
    if (finishedAt === null) continue;
    await documents.send(
      new UpdateCommand({
        TableName,
        Key: { labId, applyId },
        UpdateExpression: 'SET finishedAt = :then, requestedAt = :then',
        ExpressionAttributeValues: values,
      }),
    );
  }
}
