/** The parts of an UpdateCommand that set and remove attributes. */
interface UpdateParts {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/**
 * The expression that sets and removes attributes. Names become `#name` and values `:name`, because many names are
 * reserved words. An attribute whose value is undefined stays unchanged.
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
