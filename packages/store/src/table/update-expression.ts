/** The parts of an UpdateCommand that set and remove attributes. */
export interface UpdateParts {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/**
 * Says which attributes to set and which to remove. Every name goes in as `#name` and every value as `:name`, since
 * many plain names are reserved words. Undefined is left as it is.
 */
export function updateParts(
  set: Readonly<Record<string, unknown>>,
  remove: readonly string[] = [],
): UpdateParts {
  const changed = Object.entries(set).filter(([, value]) => value !== undefined);
  const sets = changed.map(([name]) => `#${name} = :${name}`);
  const removes = remove.map((name) => `#${name}`);
  const names = [...changed.map(([name]) => name), ...remove];
  return {
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    // DynamoDB refuses an empty map.
    ...(changed.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(changed.map(([name, value]) => [`:${name}`, value])),
    }),
  };
}
