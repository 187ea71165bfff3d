import { mongo } from 'mongoose';
import type { Store, Tx } from './connect.ts';
import type { DecisionRow } from './decisions.ts';
import type { DefinitionRow, FormRow } from './definitions.ts';
import type { InstanceRow } from './instances.ts';
import type { StallRow } from './stalls.ts';
import type { TaskRow } from './tasks.ts';
import type { TimerRow } from './timers.ts';

/** A record that could not be projected, with the reason; the stream went on behind it. */
export interface DeadLetterRow {
  /** `partition:position`. */
  readonly _id: string;
  readonly partition: number;
  readonly position: number;
  readonly valueType: string;
  readonly intent: string;
  readonly reason: string;
  readonly at: Date;
}

/** What the record stream is projected into. */
export interface ProjectedRows {
  readonly tasks: TaskRow;
  readonly instances: InstanceRow;
  readonly stalls: StallRow;
  readonly decisions: DecisionRow;
  readonly definitions: DefinitionRow;
  readonly forms: FormRow;
  readonly timers: TimerRow;
  readonly dead_letters: DeadLetterRow;
}

export type ProjectedName = keyof ProjectedRows;

/** Rows to be written, by collection. */
export type Changes = { readonly [K in ProjectedName]?: readonly ProjectedRows[K][] };

/** Keys of rows, by collection. */
export type RowKeys = { readonly [K in ProjectedName]?: readonly string[] };

export const projectedNames = [
  'tasks',
  'instances',
  'stalls',
  'decisions',
  'definitions',
  'forms',
  'timers',
  'dead_letters',
] as const satisfies readonly ProjectedName[];

/** A step of the projection in one partition: valid only from `from` and under `epoch`. */
export interface Step {
  readonly partition: number;
  readonly from: number;
  readonly to: number;
  readonly epoch: number;
  readonly changes: Changes;
}

export interface ProjectionStore {
  readonly load: <K extends ProjectedName>(
    name: K,
    keys: readonly string[],
  ) => Promise<readonly ProjectedRows[K][]>;
  /**
   * Writes rows and position in one transaction.
   *
   * @returns false when another projector has moved the position or taken the lease: nothing was written
   */
  readonly commit: (step: Step) => Promise<boolean>;
  /** Every row of a collection by key, for comparing. */
  readonly all: <K extends ProjectedName>(name: K) => AsyncIterable<ProjectedRows[K]>;
}

class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Error codes that concern a row's content: BadValue, InvalidBSON, DocumentValidationFailure, too large. */
const contentCodes: ReadonlySet<unknown> = new Set([2, 22, 121, 10334, 17419, 17420]);

/** Whether the database or its driver refused a row for what is in it; trying again cannot help. */
export function isRefusedContent(error: unknown): boolean {
  if (error instanceof mongo.BSON.BSONError || error instanceof mongo.MongoInvalidArgumentError) {
    return true;
  }
  return error instanceof mongo.MongoServerError && contentCodes.has(error.code);
}

/** What is read of a collection: enough to stay typed for every kind of row alike. */
interface Keyed<T> {
  find(filter: { _id?: { $in: string[] } }): {
    toArray(): Promise<T[]>;
    sort(by: { _id: 1 }): AsyncIterable<T>;
  };
}

type Collections = { readonly [K in ProjectedName]: Keyed<ProjectedRows[K]> };

/** @param prefix put before each collection's name; a rebuild writes beside the live rows */
export function createProjectionStore(store: Store, prefix = ''): ProjectionStore {
  const database = store.connection.getClient().db(store.connection.name);
  const collections: Collections = {
    tasks: store.rows<TaskRow>(`${prefix}tasks`),
    instances: store.rows<InstanceRow>(`${prefix}instances`),
    stalls: store.rows<StallRow>(`${prefix}stalls`),
    decisions: store.rows<DecisionRow>(`${prefix}decisions`),
    definitions: store.rows<DefinitionRow>(`${prefix}definitions`),
    forms: store.rows<FormRow>(`${prefix}forms`),
    timers: store.rows<TimerRow>(`${prefix}timers`),
    dead_letters: store.rows<DeadLetterRow>(`${prefix}dead_letters`),
  };

  /** As a bare command: the driver's bulk writes cost as much again as the command they send. */
  async function update({ session }: Tx, name: string, updates: readonly object[]) {
    const answer = await database.command(
      { update: `${prefix}${name}`, updates, ordered: true },
      { session },
    );
    const [refused] = Array.isArray(answer.writeErrors) ? answer.writeErrors : [];
    if (refused !== undefined) throw new mongo.MongoServerError(refused);
    return Number(answer.n);
  }

  async function write(tx: Tx, name: ProjectedName, changes: Changes) {
    const updates = (changes[name] ?? []).map((row) => ({
      q: { _id: row._id },
      u: row,
      upsert: true,
    }));
    // A command may have 48 MB, and one diagram up to four.
    const atOnce = name === 'definitions' || name === 'forms' ? 1 : 200;
    for (let from = 0; from < updates.length; from += atOnce) {
      await update(tx, name, updates.slice(from, from + atOnce));
    }
  }

  return {
    load: (name, keys) => collections[name].find({ _id: { $in: [...keys] } }).toArray(),
    all: (name) => collections[name].find({}).sort({ _id: 1 }),
    commit: async ({ partition, from, to, epoch, changes }) => {
      try {
        await store.transaction(async (tx) => {
          const moved = await update(tx, 'positions', [
            {
              q: { _id: partition, position: from, epoch },
              u: { $set: { position: to }, $max: { furthest: to } },
            },
          ]);
          if (moved === 0) throw new Overtaken('another projector is at work');
          for (const name of projectedNames) await write(tx, name, changes);
        });
        return true;
      } catch (error) {
        if (error instanceof Overtaken) return false;
        throw error;
      }
    },
  };
}

/** Removes the rows a rebuild has written beside the live ones. */
export async function dropProjection(store: Store, prefix: string): Promise<void> {
  for (const name of [...projectedNames, 'positions']) {
    await store.rows(`${prefix}${name}`).drop();
  }
}

/** Puts rebuilt rows in the place of the live ones; indexes are made anew by whoever calls. */
export async function replaceProjection(store: Store, prefix: string): Promise<void> {
  for (const name of [...projectedNames, 'positions']) {
    const rebuilt = store.rows(`${prefix}${name}`);
    // A collection nothing was written to does not exist, and the live one must be empty then too.
    if ((await rebuilt.findOne({})) === null) await store.rows(name).deleteMany({});
    else await rebuilt.rename(name, { dropTarget: true });
  }
}
