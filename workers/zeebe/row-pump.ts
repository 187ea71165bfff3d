import type { Now } from '../platform/clock.ts';
import { toError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { OutboxRow, TakenRows } from '../store/outbox.ts';
import { type BackOff, backOffMs } from './back-off.ts';
import { openHands, type Try } from './hands.ts';

export interface PumpOptions {
  readonly now: Now;
  readonly logger: Logger;
  /** Rows in hand at a time. */
  readonly parallel: number;
  readonly take: (limit: number) => Promise<TakenRows>;
  /** Tells one row and notes what became of it. */
  readonly deliver: (row: OutboxRow) => Promise<Try>;
  /** Lets go of a row that was not told. */
  readonly putBack: (row: OutboxRow) => Promise<void>;
}

export interface RowPump {
  /** Something may be due. */
  readonly ring: () => void;
  readonly lastLook: () => Date | null;
  readonly stop: (limitMs: number) => Promise<number>;
}

/** After this many failures in a row the other side is taken to be down, and one row at a time asks after it. */
const manyFailures = 3;
const betweenQuestions: BackOff = { baseMs: 200, factor: 2, maxMs: 5000 };

function byLane(rows: readonly OutboxRow[]): OutboxRow[][] {
  const lanes = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const lane = row.lane ?? row._id;
    lanes.set(lane, [...(lanes.get(lane) ?? []), row]);
  }
  return [...lanes.values()];
}

/** Takes due rows and delivers them: lanes beside each other, the rows of a lane one after the other. */
export function startRowPump(options: PumpOptions): RowPump {
  const { now, logger, parallel, take, deliver, putBack } = options;
  const inHand = new Set<Promise<void>>();
  let rowsInHand = 0;
  let looking: Promise<void> | null = null;
  let isRung = false;
  let moreMayWait = false;
  const hands = openHands(parallel);
  let failures = 0;
  let failedAt = 0;
  let quietUntil = 0;
  let lastLook: Date | null = null;
  let stopped = false;

  /** Tries that were under way together fail together: that is one failure, not as many as there were tries. */
  function note(outcome: Try, startedAt: number): void {
    hands.note(outcome, startedAt);
    if (outcome !== 'again') {
      failures = 0;
      return;
    }
    if (startedAt < failedAt) return;
    failedAt = performance.now();
    failures += 1;
    if (failures >= manyFailures)
      quietUntil = now().getTime() + backOffMs(failures - manyFailures, betweenQuestions);
  }

  /** A lane stops at the first row that has to be told again; the rest is put back behind it. */
  async function deliverLane(rows: readonly OutboxRow[]): Promise<void> {
    const left = [...rows];
    let startedAt = performance.now();
    try {
      for (let row = left.shift(); row !== undefined; row = left.shift()) {
        startedAt = performance.now();
        const outcome = await deliver(row);
        note(outcome, startedAt);
        if (outcome !== 'settled') break;
      }
      for (const row of left) await putBack(row);
    } catch (error) {
      note('again', startedAt);
      logger.error('outbox.row-let-go', { rows: left.length + 1, error: toError(error) });
    }
  }

  function startLane(rows: readonly OutboxRow[]): void {
    rowsInHand += rows.length;
    const done = deliverLane(rows).finally(() => {
      rowsInHand -= rows.length;
      inHand.delete(done);
      if (moreMayWait) ring();
    });
    inHand.add(done);
  }

  /** Half the hands at least: taking a row for each that ends would cost its three questions every time. */
  function room(): number {
    if (stopped || now().getTime() < quietUntil) return 0;
    if (failures >= manyFailures) return 1 - rowsInHand;
    const free = hands.count() - rowsInHand;
    return free >= hands.count() / 2 ? free : 0;
  }

  async function look(): Promise<void> {
    for (let limit = room(); limit > 0 && isRung; limit = room()) {
      isRung = false;
      const { rows, blocked } = await take(limit);
      lastLook = now();
      const isFull = rows.length + blocked >= limit;
      moreMayWait = isFull || blocked > 0;
      for (const lane of byLane(rows)) startLane(lane);
      if (isFull && rows.length > 0) isRung = true;
    }
    // No room: whoever ends next looks again.
    if (isRung) moreMayWait = true;
    isRung = false;
  }

  function ring(): void {
    if (stopped) return;
    isRung = true;
    if (looking !== null) return;
    looking = look()
      .catch((error: unknown) => logger.error('outbox.look-failed', { error: toError(error) }))
      .finally(() => {
        looking = null;
        // Rung between the last question and here.
        if (isRung) ring();
      });
  }

  return {
    ring,
    lastLook: () => lastLook,
    stop: async (limitMs) => {
      stopped = true;
      await looking;
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([Promise.all(inHand), limit]);
      clearTimeout(timer);
      return rowsInHand;
    },
  };
}
