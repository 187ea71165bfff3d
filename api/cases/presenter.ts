import { z } from 'zod';
import type { Calendar } from '../../processes/clock/calendar.ts';
import { type ClockRecord, pauseAt } from '../../processes/clock/clock.ts';
import type { Action, Actor, Case } from '../../processes/complaint/case.ts';
import { openQuestion } from '../../processes/complaint/questions.ts';
import type { FieldWords } from '../../processes/form/form-words.ts';
import { keptAnswer } from '../../processes/settings/questions.ts';
import { nameIn } from '../../processes/settings/words.ts';
import type { ComplaintRow } from '../../workers/store/complaints.ts';
import type { DecisionRow, DecisionValue } from '../../workers/store/decisions.ts';
import type { EntryRow } from '../../workers/store/entries.ts';
import type { ExtensionRequestRow } from '../../workers/store/extension-requests.ts';
import { remainingOf, urgencyOf } from '../clocks/remaining.ts';
import type { Lang } from '../language.ts';
import type { by, CaseFile, clockView, decisionView, timelineItem } from './schema.ts';

/** Names of people, units and steps, by id, in the reader's language. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly steps: ReadonlyMap<string, string>;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Who did it, as the case file shows it. */
export function presentActor(
  { kind, userId, role, unitId }: Actor,
  names: Names,
): z.input<typeof by> {
  return {
    kind,
    name: names.people.get(userId ?? '') ?? null,
    role,
    unitName: names.units.get(unitId ?? '') ?? null,
  };
}

/** What is shown of a clock besides its record. */
export interface AboutClock {
  readonly calendar: Calendar | null;
  /** The newest request for more time. */
  readonly request: ExtensionRequestRow | null;
  readonly may: z.input<typeof clockView>['may'];
}

function presentRequest(request: ExtensionRequestRow | null) {
  if (request === null) return null;
  const { _id, amount, unit, askedAt, state, outcome } = request;
  return { id: _id, amount, unit, askedAt: askedAt.toISOString(), state, outcome };
}

/** A clock of a case with how far its due date is away, and how it may be moved. */
export function presentClock(
  clock: ClockRecord,
  { calendar, request, may }: AboutClock,
  now: Date,
): z.input<typeof clockView> {
  const pause = clock.status === 'running' ? pauseAt(clock, now) : null;
  const { id, kind, startEvent, amount, unit, status, verdict, provisional } = clock;
  const isOpen = status === 'running' || status === 'overdue';
  return {
    ...{ id, kind, startEvent, amount, unit, status, verdict, provisional },
    startAt: clock.startAt.toISOString(),
    dueAt: clock.dueAt.toISOString(),
    metAt: iso(clock.metAt),
    paused: pause !== null,
    pause: pause && { from: pause.from.toISOString(), category: pause.category },
    version: clock.version,
    extended: clock.extensions.length,
    request: presentRequest(request),
    may: [...may],
    urgency: urgencyOf(clock, now),
    remaining: calendar === null || !isOpen ? null : remainingOf(clock, calendar, now),
  };
}

/** What the questions of the complaint type were answered with, each as it was asked. */
function answersOf(entry: Pick<EntryRow, 'fields'> | null, lang: Lang) {
  const read = z.array(keptAnswer).safeParse(entry?.fields.answers ?? []);
  return (read.data ?? []).map(({ id, question, answer }) => ({
    ...{ id, question: nameIn(question, lang), answer: nameIn(answer, lang) },
  }));
}

/** What leads to who sent it, be it a link or a number elsewhere, is left out of a confidential matter for most readers. */
const leadsToSender = (
  one: Pick<Case, 'confidential'>,
  { knowsSender }: { knowsSender: boolean },
) => one.confidential && !knowsSender;

/** What the citizen sent, without who they are. */
export function presentComplaint(
  complaint: ComplaintRow,
  answers: Pick<EntryRow, 'fields'> | null,
  reader: { readonly lang: Lang; readonly knowsSender: boolean },
): CaseFile['complaint'] {
  const { subject, text, place, anonymous, confidential, erasedAt, attachments } = complaint;
  return {
    ...{ subject, text, place, anonymous, confidential },
    erasedAt: iso(erasedAt),
    reference: leadsToSender(complaint, reader) ? null : (complaint.reference ?? null),
    answers: answersOf(answers, reader.lang),
    attachments: attachments.map(({ id, name, type, size }) => ({ id, name, type, size })),
  };
}

/** The bounce ledger, the first unit first. */
export function presentTurns({ turns = [] }: Case, names: Names): CaseFile['turns'] {
  return turns.map(({ dispatchedAt, dueAt, endedAt, ...turn }) => ({
    ...turn,
    unitName: names.units.get(turn.unitId) ?? null,
    dispatchedAt: dispatchedAt.toISOString(),
    dueAt: iso(dueAt),
    endedAt: iso(endedAt),
  }));
}

/** The parts of contributing units, in the order they were asked. */
export function presentContributions(
  { contributions = [] }: Case,
  names: Names,
): CaseFile['contributions'] {
  return contributions.map(({ askedAt, dueAt, endedAt, ...one }) => ({
    ...one,
    unitName: names.units.get(one.unitId) ?? null,
    askedAt: askedAt.toISOString(),
    dueAt: iso(dueAt),
    endedAt: iso(endedAt),
  }));
}

/** The question whose answer is awaited. */
export function presentQuestion(one: Case): CaseFile['question'] {
  const open = openQuestion(one);
  return open && { id: open.id, until: iso(open.until) };
}

/** Where the complaint was found, or who referred it. A post can show who wrote it: of a confidential one it is left out. */
export function presentOrigin(
  one: Case,
  complaint: ComplaintRow | null,
  reader: { readonly knowsSender: boolean; readonly mayReport: boolean },
): CaseFile['origin'] {
  const origin = complaint?.origin;
  if (origin === undefined) return null;
  const { referral } = origin;
  const reportedAt = one.referral?.reportedAt ?? null;
  const isOwed = one.closedAt !== null && reportedAt === null;
  return {
    link: leadsToSender(one, reader) ? null : origin.link,
    referral: referral && {
      ...referral,
      deadline: iso(referral.deadline),
      reportedAt: iso(reportedAt),
      mayReport: isOwed && reader.mayReport,
    },
  };
}

/** The head of the case file. */
export function presentCase(
  one: Case,
  { subject, topicName, unitName }: Record<'subject' | 'topicName' | 'unitName', string | null>,
): CaseFile['case'] {
  const { id, number, version, status, topic, area, channel, urgency, unitId, times } = one;
  const { posted, collected, received, dispatched } = times;
  return {
    ...{ id, number, version, status, topic, area, channel, urgency, unitId },
    ...{ topicName, unitName, subject: subject ?? '' },
    regimeId: one.regime?.id ?? null,
    times: {
      posted: iso(posted),
      collected: iso(collected),
      received: iso(received),
      dispatched: iso(dispatched),
    },
    rating: one.rating === null ? null : { ...one.rating, at: one.rating.at.toISOString() },
    merged: one.merged ? { leadId: one.merged.leadId, leadNumber: one.merged.leadNumber } : null,
    followers: one.followers?.length ?? 0,
    reopens: one.reopens ?? null,
    reopenedAs: otherCase(one.reopenedAs),
  };
}

const otherCase = (linked: Case['reopenedAs']): CaseFile['case']['reopenedAs'] =>
  linked === undefined ? null : { caseId: linked.caseId, number: linked.number };

/** A text of our side, under the step that collected it and in the words of its form. */
export function presentEntry(
  entry: EntryRow,
  names: Names,
  words: ReadonlyMap<string, FieldWords>,
): CaseFile['entries'][number] {
  const { _id, step, action, fields } = entry;
  return {
    id: _id,
    step,
    stepName: names.steps.get(step) ?? step,
    action,
    by: presentActor(entry.by, names),
    at: entry.at.toISOString(),
    fields,
    words: Object.fromEntries([...words].filter(([field]) => field in fields)),
  };
}

/** The field of each form that says in a sentence what was done. */
const tellingFields = [
  'instruction',
  'proposal',
  'remarks',
  'explanation',
  'checkGround',
  'findingText',
  'returnReason',
  'arbitrationGround',
  'question',
  'answer',
  'interim',
  'contribution',
  'publicNote',
] as const;

function textOf(action: Action, entries: ReadonlyMap<string, EntryRow>): string | null {
  for (const entryId of Object.keys(action.digests ?? {})) {
    const fields = entries.get(entryId)?.fields ?? {};
    const told = tellingFields.map((field) => fields[field]).find((text) => Boolean(text));
    if (typeof told === 'string') return told;
  }
  return null;
}

/** One line of the timeline. */
export function presentAction(
  action: Action,
  entries: ReadonlyMap<string, EntryRow>,
  names: Names,
): z.input<typeof timelineItem> {
  const { n, type, at, step, data } = action;
  return {
    n,
    type,
    at: at.toISOString(),
    by: presentActor(action.by, names),
    stepName: step === undefined ? null : (names.steps.get(step) ?? step),
    data: { ...data },
    text: textOf(action, entries),
  };
}

function readValue({ name, id, value }: DecisionValue) {
  const shown = name || id;
  try {
    return { name: shown, value: JSON.parse(value) };
  } catch {
    return { name: shown, value };
  }
}

/** A decision taken by rule, with the rows that matched. */
export function presentDecision(
  decision: DecisionRow,
  versionTag: string | null,
): z.input<typeof decisionView> {
  const { _id, decisionId, decisionName, version, at, failed } = decision;
  return {
    key: _id,
    decisionId,
    name: decisionName,
    version,
    versionTag,
    at: at.toISOString(),
    failed: failed !== null,
    inputs: decision.inputs.map(readValue),
    rules: decision.matchedRules.map(({ index, outputs }) => ({
      index,
      outputs: outputs.map(readValue),
    })),
  };
}
