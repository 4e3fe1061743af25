import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** The reply to a conditional write, or null if its condition failed. */
export async function unlessConditionFails<T>(write: Promise<T>): Promise<T | null> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}
