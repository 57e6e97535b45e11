/** Builds a record with one value for each key. `Object.fromEntries` loses the type of the keys; this keeps it. */
export function recordOf<Key extends string, Value>(
	keys: readonly Key[],
	valueOf: (key: Key) => Value,
): Record<Key, Value> {
	return Object.fromEntries(keys.map(key => [key, valueOf(key)])) as Record<Key, Value>;
}
