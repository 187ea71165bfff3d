import type { Calendar } from '../processes/clock/calendar.ts';
import { chineseCalendar } from '../processes/clock/chinese-calendar.ts';
import { isoDateOf, localDay } from '../processes/clock/day.ts';
import { reconcileTimers } from '../processes/clock/reconcile.ts';
import { openClock } from '../test/support/open-clock.ts';
import type { ClockRow } from '../workers/store/clocks.ts';
import type { TimerRow } from '../workers/store/timers.ts';
import { acceptEvenly } from './accept-evenly.ts';
import type { Bench } from './bench-stacks.ts';
import { watchCpu } from './cpu.ts';
import { collectPairs, type Pair, type Result, summarise } from './protocol.ts';
import { quantile } from './statistics.ts';
import { until, untilTold } from './until-told.ts';

type Reading = 'accept' | 'took';

const atATime = 16;
/** Each pair moves ten thousand clocks and hears more than a thousand complaints meanwhile. */
const mostPairs = 2;
/** Looking at ten thousand timers is work too: seldom, and for as long as the engine may take for so many. */
const unhurried = { everyMs: 5000, limitMs: 120 * 60_000 };
/** Two complaints a second: what the machine of the measurement carries for an hour beside everything they lead to. */
const acceptEveryMs = 500;
const dayMs = 86_400_000;

const clocksOf = ({ product }: Bench) => product.store.rows<ClockRow>('clocks');

/** Running clocks whose timer in the engine does not ring when the record says. */
async function wrongTimers(bench: Bench): Promise<number> {
  const rows = await clocksOf(bench).find({ status: 'running' }).toArray();
  const open = bench.product.store.rows<TimerRow>('timers');
  const timers = await open.find({ state: 'created', elementId: 'Event_Due' }).toArray();
  const records = rows.map(({ _id: id, ...rest }) => ({ id, ...rest }));
  const told = timers.map(({ _id: key, instanceKey, dueAt }) => ({
    ...{ key, dueAt },
    instanceKey: instanceKey ?? '',
  }));
  return reconcileTimers(records, told, { now: new Date(), grace: 5000 }).length;
}

/** Opens the clocks of the metric, each with its diagram in the engine, and waits until every timer is armed. */
async function openClocks(bench: Bench, count: number): Promise<void> {
  const { stores } = bench.product;
  const calendar = await inForce(bench);
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await openClock(stores, calendar, { amount: 10 + (left % 10) }, true);
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  await untilTold(bench, unhurried);
  await until('every timer to be armed', async () => (await wrongTimers(bench)) === 0, unhurried);
}

async function inForce({ product }: Bench): Promise<Calendar> {
  return (await product.stores.calendars.find('cn')) ?? chineseCalendar();
}

/** The calendar with another day of next week off than the version before: every clock of the metric moves. */
async function nextVersion(bench: Bench): Promise<Calendar> {
  const { version, ...calendar } = await inForce(bench);
  const today = localDay(new Date(), calendar.zone);
  const monday = isoDateOf(today + 7 - ((((today + 3) % 7) + 7) % 7));
  const shipped = chineseCalendar();
  const year = monday.slice(0, 4);
  const days = shipped.years[year] ?? { holidays: [], makeups: [] };
  const off = version % 2 === 1 ? [{ date: monday, name: '测量' }] : [];
  const years = { ...shipped.years, [year]: { ...days, holidays: [...days.holidays, ...off] } };
  return { ...calendar, version: version + 1, years };
}

async function ended({ product }: Bench, runId: string): Promise<boolean> {
  const run = await product.stores.calendarRuns.find(runId);
  if (run?.state === 'failed') throw new Error(`the run failed: ${run.error}`);
  return run?.state === 'done';
}

/** Asks the workers for the preview and then for the publication of the next version; seconds of each. */
async function change(bench: Bench): Promise<{ preview: number; apply: number }> {
  const { calendars, calendarRuns, store } = bench.product.stores;
  const calendar = await nextVersion(bench);
  const { id: calendarId, ...days } = calendar;
  const by = { at: new Date(), userId: 'P-bench' };
  const about = { calendarId, calendar: days, base: calendar.version - 1, revision: 1 };
  const [previewId, applyId] = [`preview-${calendar.version}`, `apply-cn-${calendar.version}`];
  const beganAt = performance.now();
  await calendarRuns.ask({ ...about, id: previewId, kind: 'preview' }, by);
  await until('the preview', () => ended(bench, previewId));
  const previewedAt = performance.now();
  await store.transaction(async (tx) => {
    await calendars.publish(tx, calendar, by);
    await calendarRuns.ask({ ...about, id: applyId, kind: 'apply' }, by, tx);
  });
  await until('the clocks to be counted again', () => ended(bench, applyId), {
    ...unhurried,
    everyMs: 200,
  });
  const preview = (previewedAt - beganAt) / 1000;
  return { preview, apply: (performance.now() - previewedAt) / 1000 };
}

async function pairOf(bench: Bench): Promise<Pair<Reading>> {
  const rounds = bench.args.quick ? 40 : 600;
  await untilTold(bench, unhurried);
  const watch = watchCpu({}, bench.pairOptions.ours());
  const before = await acceptEvenly(bench, (count) => count < rounds, acceptEveryMs);
  await untilTold(bench, unhurried);
  let isOver = false;
  const changing = change(bench).finally(() => {
    isOver = true;
  });
  const meanwhile = await acceptEvenly(bench, () => !isOver, acceptEveryMs);
  const { preview, apply } = await changing;
  await untilTold(bench, unhurried);
  const afterwards = await acceptEvenly(bench, (count) => count < rounds, acceptEveryMs);
  const { others } = watch.read();
  bench.say(`  preview ${preview.toFixed(1)} s, apply ${apply.toFixed(1)} s`);
  for (const [when, latencies] of Object.entries({ before, meanwhile, afterwards }))
    bench.say(`  ${when}: ${quantile(latencies, 0.99).toFixed(1)} ms of ${latencies.length}`);
  return {
    floor: { accept: quantile([...before, ...afterwards], 0.99), took: preview },
    product: { accept: quantile(meanwhile, 0.99), took: apply },
    others,
  };
}

/**
 * M10k: what a calendar change over ten thousand open clocks does to whoever hands in a complaint meanwhile, beside the
 * same before and after it, as the machine warms up and the database grows in between.
 *
 * @throws Error when a timer of the engine does not ring when its record says, some time after the last change
 */
export async function measureCalendarChange(bench: Bench): Promise<Result[]> {
  const clocks = bench.args.quick ? 300 : 10_000;
  bench.say(`  opening ${clocks} clocks`);
  const openedAt = Date.now();
  await openClocks(bench, clocks);
  bench.say(`  opened in ${Math.round((Date.now() - openedAt) / 1000)} s`);
  const options = { ...bench.pairOptions, pairs: Math.min(bench.pairOptions.pairs, mostPairs) };
  const pairs = await collectPairs(() => pairOf(bench), options);
  await untilTold(bench, unhurried);
  await until(
    'every timer to ring when its record says',
    async () => (await wrongTimers(bench)) === 0,
    unhurried,
  );
  const running = await clocksOf(bench).countDocuments({ status: 'running' });
  const horizon = new Date(Date.now() + 60 * dayMs);
  const moved = await clocksOf(bench).countDocuments({
    dueAt: { $lt: horizon },
    'calendar.version': { $gt: 1 },
  });
  bench.say(`  ${running} clocks run, ${moved} are counted anew, every timer is right`);
  return [
    summarise(pairs, 'accept', {
      id: 'M10k',
      what: 'accept p99 while a calendar changes vs without',
      unit: 'ms',
      goal: { is: 'at most', value: 1.2 },
    }),
    summarise(pairs, 'took', {
      id: 'M10k-s',
      what: `applying to ${clocks} clocks vs previewing it`,
      unit: 's',
      goal: null,
    }),
  ];
}
