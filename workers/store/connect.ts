import mongoose, { type ClientSession, type Connection, type mongo } from 'mongoose';
import { isUnreachable } from './unreachable.ts';

/** An open transaction; whatever takes part in it gets it passed. */
export interface Tx {
  readonly session: ClientSession;
}

/** The one connection of a process. */
export interface Store {
  readonly connection: Connection;
  /** Rows of one collection, typed; every query that takes part in a transaction passes `tx.session`. */
  readonly rows: <T extends mongo.Document>(name: string) => mongo.Collection<T>;
  /** The database itself, for libraries that bring collections of their own. */
  readonly database: () => mongo.Db;
  /** Runs `work` in one transaction, majority and journaled. `work` may run twice: it holds no state of its own. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface StoreOptions {
  /** How long a call waits for a reachable database, in ms. */
  readonly serverSelectionTimeoutMs?: number;
  readonly maxPoolSize?: number;
  /** How long the first connection is tried again, in ms; default: once. A database may be busy starting, or the machine. */
  readonly patienceMs?: number;
}

async function connect(uri: string, options: StoreOptions): Promise<Connection> {
  const until = performance.now() + (options.patienceMs ?? 0);
  for (;;) {
    const opened = mongoose.createConnection(uri, {
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5000,
      maxPoolSize: options.maxPoolSize ?? 50,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
    });
    try {
      return await opened.asPromise();
    } catch (error) {
      await opened.close(true);
      // Whoever is told no at once, such as by a wrong password, is told now.
      if (!isUnreachable(error) || performance.now() > until) throw error;
    }
  }
}

/**
 * Connects to the replica set that keeps the cases.
 *
 * @throws MongooseServerSelectionError when no member answers in time.
 */
export async function connectStore(uri: string, options: StoreOptions = {}): Promise<Store> {
  const connection = await connect(uri, options);
  return {
    connection,
    database: () => connection.getClient().db(connection.name),
    rows: (name) => connection.getClient().db(connection.name).collection(name),
    transaction: (work) =>
      connection
        .getClient()
        .withSession((session) => session.withTransaction(() => work({ session }))),
    close: () => connection.close(),
  };
}
