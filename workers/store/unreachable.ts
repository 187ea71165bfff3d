/** Names of the driver's errors for a database that could not be reached. Libraries may bring a driver of their own. */
const names: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongooseServerSelectionError',
]);

/** True when the database could not be reached, as opposed to having said no. */
export function isUnreachable(thrown: unknown): boolean {
  return thrown instanceof Error && names.has(thrown.name);
}
