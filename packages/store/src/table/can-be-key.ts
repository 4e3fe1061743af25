/** The longest partition key that DynamoDB takes, in bytes of UTF-8. */
const longestKey = 2_048;

/** Whether a row can have this key. DynamoDB answers a read of any other with a fault instead of no row. */
export function canBeKey(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= longestKey;
}
