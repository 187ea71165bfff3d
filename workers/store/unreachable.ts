import mongoose from 'mongoose';

const {
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
} = mongoose.mongo;

/** True when the database could not be reached, as opposed to having said no. */
export function isUnreachable(thrown: unknown): boolean {
  return [
    MongoNetworkError,
    MongoServerSelectionError,
    MongoNotConnectedError,
    MongoTopologyClosedError,
    mongoose.Error.MongooseServerSelectionError,
  ].some((kind) => thrown instanceof kind);
}
