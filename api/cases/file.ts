import { allowedActions } from '../../processes/complaint/actions.ts';
import type { Actor, Case } from '../../processes/complaint/case.ts';
import { nameIn } from '../../processes/settings/words.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import { answersStep } from '../../workers/store/intake.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { calendarsOf } from '../clocks/calendars.ts';
import { movesFor } from '../clocks/policy.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { holdsRole, type Person } from '../person.ts';
import { regimeMovesFor } from '../regimes/policy.ts';
import { pressingRows } from '../tasks/inbox.ts';
import { presentTasks } from '../tasks/presenter.ts';
import { turnsFor } from '../turns/policy.ts';
import { namesOf } from '../users/names.ts';
import type { FormWords } from './form-words.ts';
import { presentInstructions } from './instructions-of.ts';
import type { Readable } from './policy.ts';
import {
  type Names,
  presentCase,
  presentClock,
  presentComplaint,
  presentContributions,
  presentEntry,
  presentOrigin,
  presentQuestion,
  presentTurns,
} from './presenter.ts';
import { presentRegime } from './regime-of.ts';
import type { CaseFile } from './schema.ts';
import { presentWay } from './way-of.ts';

/** Who reads, in which language and when. */
export interface Reader {
  readonly person: Person;
  readonly lang: Lang;
  readonly now: Date;
}

/** The names that actors and steps of a case are shown with. */
export async function caseNames(
  deps: Pick<ApiDeps, 'users' | 'units'>,
  actors: readonly Actor[],
  tasks: readonly Pick<TaskRow, 'elementId' | 'name'>[],
  lang: Lang,
): Promise<Names> {
  const [people, units] = await Promise.all([
    namesOf(
      deps.users,
      actors.map(({ userId }) => userId),
    ),
    deps.units.list(),
  ]);
  return {
    people,
    units: new Map(units.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name])),
    steps: new Map(tasks.map(({ elementId, name }) => [elementId, name])),
  };
}

async function openTasks(deps: ApiDeps, one: Case, tasks: readonly TaskRow[], reader: Reader) {
  const open = await Promise.all(
    tasks
      .filter(({ state }) => state === 'open')
      .map(async (task) => ({ task, case: one, claim: await deps.claims.find(task._id) })),
  );
  const rows = await pressingRows(deps, open, reader.now);
  return presentTasks(deps, rows, reader);
}

async function clocksOf(deps: ApiDeps, one: Case, reader: Reader): Promise<CaseFile['clocks']> {
  const { person, now } = reader;
  const [clocks, requests] = await Promise.all([
    deps.clocks.ofCase(one.id),
    deps.extensionRequests.ofCase(one.id),
  ]);
  const calendarOf = await calendarsOf(deps.calendars, clocks);
  return clocks.map((clock) => {
    const request = requests.findLast(({ clockId }) => clockId === clock.id) ?? null;
    const may = movesFor(person, one, { clock, request, now });
    return presentClock(clock, { calendar: calendarOf(clock), request, may }, now);
  });
}

async function replyOf(deps: ApiDeps, caseId: string): Promise<CaseFile['reply']> {
  const reply = await deps.replies.find(caseId);
  if (reply === null) return null;
  const { mode, publishedAt, fields } = reply;
  return { mode, publishedAt: publishedAt.toISOString(), fields };
}

/** The whole case file for one reader. */
export async function caseFileOf(
  deps: ApiDeps & { readonly formWords: FormWords },
  { case: one, access }: Readable,
  reader: Reader,
): Promise<CaseFile> {
  const [complaint, entries, tasks, clocks, reply, regime, { items }] = await Promise.all([
    deps.complaints.find(one.id),
    deps.entries.ofCase(one.id),
    deps.tasks.ofCase(one.id),
    clocksOf(deps, one, reader),
    replyOf(deps, one.id),
    presentRegime(deps, one, regimeMovesFor(reader.person, one)),
    topicsInForce(deps.settings),
  ]);
  const actors = entries.map(({ by }) => by);
  const names = await caseNames(deps, actors, tasks, reader.lang);
  const wordsOf = await deps.formWords.ofTasks(tasks, reader.lang);
  const topic = items.find(({ id }) => id === one.topic);
  const answers = entries.find(({ step }) => step === answersStep) ?? null;
  const { lang } = reader;
  const knowsSender = access.mayReadIdentity(one);
  return {
    case: presentCase(one, {
      subject: complaint?.subject ?? null,
      topicName: topic === undefined ? null : nameIn(topic, reader.lang),
      unitName: names.units.get(one.unitId ?? '') ?? null,
    }),
    complaint:
      complaint === null ? null : presentComplaint(complaint, answers, { lang, knowsSender }),
    origin: presentOrigin(one, complaint, {
      knowsSender,
      mayReport: holdsRole(reader.person, ['intake-clerk', 'office']),
    }),
    regime,
    clocks,
    turns: presentTurns(one, names),
    contributions: presentContributions(one, names),
    way: await presentWay(deps, one, names, reader),
    instructions: presentInstructions(one, { entries, tasks }, names),
    question: presentQuestion(one),
    mayTurn: turnsFor(reader.person, one),
    tasks: await openTasks(deps, one, tasks, reader),
    entries: entries
      .filter((entry) => entry !== answers)
      .map((entry) => presentEntry(entry, names, wordsOf(entry.taskKey))),
    reply,
    allowedActions: allowedActions(
      one.status,
      reader.person.roles.map(({ role }) => role),
    ),
    mayReadIdentity: knowsSender,
  };
}
