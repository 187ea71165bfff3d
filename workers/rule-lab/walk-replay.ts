import type { Calendar } from '../../processes/clock/calendar.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CountingGround, PastCase } from '../../processes/replay/past-case.ts';
import { tallied } from '../../processes/replay/tally.ts';
import type { Now } from '../platform/clock.ts';
import type { Failpoint } from '../platform/failpoint.ts';
import type { Logger } from '../platform/logger.ts';
import { calendarInUse } from '../store/calendar-in-use.ts';
import type { ReplayItem, ReplayLease, ReplayProgress, ReplayRun } from '../store/replays.ts';
import type { Stores } from '../store/stores.ts';
import { type AskRules, createAskRules } from './ask-rules.ts';
import { type Replayed, replayPage, type Sides } from './replay-page.ts';
import type { RuleLab } from './rule-lab.ts';
import { readRules } from './rule-set.ts';

/** What a replay works with. */
export interface ReplayDeps
  extends Pick<
    Stores,
    'store' | 'replays' | 'pastCases' | 'modelFiles' | 'calendars' | 'settings'
  > {
  readonly lab: RuleLab;
  readonly now: Now;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
}

/** What is read once for all cases of a replay. */
export interface ReplayGround {
  readonly sides: Sides;
  readonly ask: AskRules;
  readonly calendar: Calendar;
  /** Calendar versions that clocks name, as they are met. */
  readonly calendars: Map<string, Calendar>;
}

const pageSize = 250;
const nameOf = ({ id, version }: { readonly id: string; readonly version: number }) =>
  `${id}@${version}`;

/**
 * Reads the rules of both sides and tries each file once.
 *
 * @throws Refusal those of the rule lab; `CALENDAR_UNKNOWN`
 */
export async function openReplay(deps: ReplayDeps, run: ReplayRun): Promise<ReplayGround> {
  const { modelFiles, calendars, settings, lab } = deps;
  const [before, after] = await Promise.all([
    modelFiles.contents(run.before).then(readRules),
    modelFiles.contents(run.after).then(readRules),
  ]);
  for (const { file } of new Map(
    [...after.values()].map((rule) => [rule.file.digest, rule]),
  ).values())
    await lab.read(file);
  const calendar = await calendars.find(await calendarInUse(settings));
  if (calendar === null) throw new Refusal('CALENDAR_UNKNOWN');
  const sides = { before, after };
  return { sides, ask: createAskRules(lab), calendar, calendars: new Map() };
}

async function learnCalendars(
  { calendars }: ReplayDeps,
  ground: ReplayGround,
  cases: readonly PastCase[],
): Promise<void> {
  for (const { calendar } of cases.flatMap(({ clocks }) => clocks)) {
    const name = nameOf(calendar);
    if (ground.calendars.has(name)) continue;
    const found = await calendars.find(calendar.id, calendar.version);
    ground.calendars.set(name, found ?? ground.calendar);
  }
}

function countingGround({ calendar, calendars }: ReplayGround, asOf: Date): CountingGround {
  return {
    asOf,
    calendarOf: (clock) =>
      clock === null ? calendar : (calendars.get(nameOf(clock.calendar)) ?? calendar),
  };
}

function itemOf(runId: string, { past, replay }: Replayed): ReplayItem | null {
  const { differences } = replay;
  if (differences.length === 0) return null;
  const { id: caseId, number, topic, times } = past;
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  return {
    ...{ _id: `${runId}:${caseId}`, runId, caseId, number, topic, kinds, differences },
    unitId: replay.before.unitId,
    receivedAt: times.received,
  };
}

async function begin(deps: ReplayDeps, run: ReplayRun, lease: ReplayLease) {
  const at = deps.now();
  const fitting = await deps.pastCases.count(run.filter);
  const { cursor, seen, tally } = run;
  const progress = { cursor, seen, tally, fitting, asOf: at, startedAt: at };
  return (await deps.replays.advance(lease, progress)) ? { ...run, ...progress } : 'lost';
}

/**
 * One step of a replay: a page of cases, what differs in each noted in one transaction with how far it came, so that a
 * replay that is taken up again counts nothing twice. `done` at its end, `lost` when it was stopped or another took it.
 */
export async function replayStep(
  deps: ReplayDeps,
  run: ReplayRun,
  lease: ReplayLease,
  ground: ReplayGround,
): Promise<ReplayRun | 'done' | 'lost'> {
  if (run.asOf === null) return begin(deps, run, lease);
  const limit = Math.min(pageSize, run.most - run.seen);
  const cases =
    limit <= 0 ? [] : await deps.pastCases.page(run.filter, { after: run.cursor, limit });
  const last = cases.at(-1);
  if (last === undefined) return 'done';
  await learnCalendars(deps, ground, cases);
  const counting = countingGround(ground, run.asOf);
  const replayed = await replayPage(cases, ground.sides, { ask: ground.ask, ground: counting });
  const progress: ReplayProgress = {
    cursor: last.id,
    seen: run.seen + cases.length,
    tally: tallied(
      run.tally,
      replayed.map(({ replay }) => replay),
    ),
  };
  const items = replayed.flatMap((one) => itemOf(run.id, one) ?? []);
  const isOurs = await deps.store.transaction(async (tx) => {
    await deps.replays.putItems(items, tx);
    return deps.replays.advance(lease, progress, tx);
  });
  deps.failpoint('replay:page');
  return isOurs ? { ...run, ...progress } : 'lost';
}
