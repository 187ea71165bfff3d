import type { mongo } from 'mongoose';
import type { Store } from './connect.ts';

/** A record of the engine as the exporter wrote it; `value` is typed by whoever reads it. */
export interface EngineRecordRow {
  /** `partition:position`. */
  readonly _id: string;
  readonly partition: number;
  readonly position: number;
  readonly key: string | null;
  readonly valueType: string;
  readonly intent: string;
  /** Engine time. */
  readonly at: Date;
  readonly value: unknown;
  /** Why the exporter could not convert it; absent when it could. */
  readonly deadLetter?: string;
}

/** A watermark as the bell tells it. */
export interface Mark {
  readonly partition: number;
  readonly position: number;
}

/** Up to where the records of a partition are complete. */
export interface WatermarkRow {
  /** Partition. */
  readonly _id: number;
  readonly position: number;
  readonly at: Date;
}

/** An open bell. */
export interface Bell {
  readonly close: () => Promise<void>;
}

export interface EngineRecordStore {
  readonly watermarks: () => Promise<WatermarkRow[]>;
  /** Records of a partition behind `after` and not behind `upTo`, in order. */
  readonly between: (
    partition: number,
    after: number,
    upTo: number,
    limit: number,
  ) => Promise<EngineRecordRow[]>;
  /**
   * Calls `ring` when a watermark moved. Reopens itself behind the last ring after an outage;
   * when the database no longer remembers that far, it opens anew and rings without a mark.
   */
  readonly openBell: (ring: (mark: Mark | null) => void) => Bell;
}

const HISTORY_LOST = 286;
const REOPEN_PAUSE_MS = 500;

/** The engine's record stream in the database; written by the exporter alone. */
export function createEngineRecordStore(store: Store): EngineRecordStore {
  const records = store.rows<EngineRecordRow>('engine_records');
  const marks = store.rows<WatermarkRow>('watermarks');
  return {
    watermarks: () => marks.find({}).sort({ _id: 1 }).toArray(),
    between: (partition, after, upTo, limit) =>
      records
        .find({ partition, position: { $gt: after, $lte: upTo } })
        .sort({ position: 1 })
        .limit(limit)
        // One answer: the default first batch of 101 would ask for the rest in another round.
        .batchSize(limit + 1)
        .toArray(),
    openBell: (ring) => openBell(marks, ring),
  };
}

function openBell(marks: mongo.Collection<WatermarkRow>, ring: (mark: Mark | null) => void): Bell {
  let token: mongo.ResumeToken = null;
  let closed = false;
  let pause: NodeJS.Timeout | undefined;
  let stream = open();

  function open() {
    const opened = marks.watch([], token === null ? {} : { resumeAfter: token });
    opened.on('change', (change) => {
      token = change._id;
      ring(markOf(change));
    });
    // `close` comes at every reconnect and means nothing; after `error` the stream is dead.
    opened.on('error', (error) => reopen(error));
    return opened;
  }

  function reopen(error: unknown) {
    if (closed || pause !== undefined) return;
    if (codeOf(error) === HISTORY_LOST) token = null;
    const dead = stream;
    pause = setTimeout(() => {
      pause = undefined;
      void dead.close().catch(() => undefined);
      stream = open();
      ring(null);
    }, REOPEN_PAUSE_MS);
  }

  return {
    close: async () => {
      closed = true;
      clearTimeout(pause);
      await stream.close();
    },
  };
}

/** Null when the event does not say where the watermark is now. */
function markOf(change: mongo.ChangeStreamDocument<WatermarkRow>): Mark | null {
  if (change.operationType !== 'update' && change.operationType !== 'insert') return null;
  const position =
    change.operationType === 'insert'
      ? change.fullDocument.position
      : change.updateDescription.updatedFields?.position;
  return position === undefined ? null : { partition: change.documentKey._id, position };
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
