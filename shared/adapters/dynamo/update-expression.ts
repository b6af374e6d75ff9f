type Update = {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
};

/**
 * Writes an update expression; every name goes by a placeholder, since many are reserved words.
 *
 * @example
 * updateOf({ set: { state: 'live' } }).UpdateExpression // 'SET #0 = :0'
 */
export function updateOf({ set, remove = [] }: Update) {
  const names = [...Object.keys(set), ...remove];
  const count = names.length - remove.length;
  const sets = names.slice(0, count).map((_, at) => `#${at} = :${at}`);
  const removes = remove.map((_, at) => `#${count + at}`);
  return {
    UpdateExpression: [
      sets.length > 0 ? `SET ${sets.join(', ')}` : '',
      removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(' '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      Object.values(set).map((value, at) => [`:${at}`, value]),
    ),
  };
}
