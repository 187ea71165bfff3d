import type { Actor } from '../../processes/complaint/case.ts';
import type { Incident, IncidentData, IncidentDraft } from '../../processes/incident/incident.ts';
import {
  acknowledgedReport,
  answeredQuestion,
  changedLevel,
  correctedOccurrence,
  finishedMeasure,
  judgedFact,
} from '../../processes/incident/room.ts';
import {
  publishedAgain,
  statementNow,
  writtenStatement,
} from '../../processes/incident/statement.ts';
import type { Certainty, Level } from '../../processes/incident/words.ts';
import { Refusal } from '../../processes/refusal.ts';
import { sha256 } from '../platform/digest.ts';
import type { EntryRow } from './entries.ts';
import {
  type IncidentDeps,
  type IncidentStep,
  incidentMessage,
  moveIncidentClock,
  takeIncidentStep,
} from './incident-step.ts';
import { digestsOf, incidentEntry } from './incident-texts.ts';

/** Who does something in the room of an incident, and which version of it they looked at. */
export interface RoomActor {
  readonly incidentId: string;
  readonly by: Actor;
  readonly at: Date;
  /** Absent where what others did meanwhile makes no difference. */
  readonly version?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** A step with its texts: the same decision again, or none to be made, writes nothing. */
function act(
  deps: IncidentDeps,
  actor: RoomActor,
  decide: (current: Incident) => {
    readonly draft: IncidentDraft | null;
    readonly entry?: EntryRow;
    readonly step?: Omit<IncidentStep, 'drafts' | 'entries'>;
  },
): Promise<Incident> {
  return takeIncidentStep(deps, actor.incidentId, (current) => {
    if (actor.version !== undefined && actor.version !== current.version)
      throw new Refusal('CHANGED_MEANWHILE');
    const { draft, entry, step = {} } = decide(current);
    if (draft === null) return null;
    const entries = entry === undefined ? [] : [entry];
    return { drafts: [{ ...draft, ...digestsOf(...entries) }], entries, ...step };
  });
}

function entryOf({ incidentId, by, at }: RoomActor, of: string, action: string, fields: Fields) {
  return incidentEntry({ incidentId, of, action, by, at }, fields);
}

/**
 * Raises or lowers the level, with the reason; the diagram takes up the duties of the new one.
 *
 * @throws Refusal `CHANGED_MEANWHILE`, `LEVEL_UNCHANGED`, `LEVEL_NOT_CONFIRMED`, or what the action table refuses
 */
export function changeLevel(
  deps: IncidentDeps,
  actor: RoomActor,
  { level, reason }: { readonly level: Level; readonly reason: string },
): Promise<Incident> {
  const { incidentId, by, at } = actor;
  return act(deps, actor, (current) => ({
    draft: { type: 'change-level', at, by, data: changedLevel(current, level) },
    entry: entryOf(actor, `level-${current.version}`, 'change-level', { level, reason }),
    step: {
      also: (tx, { version }) => {
        const word = incidentMessage(
          'incident-level-changed',
          incidentId,
          { level },
          `v${version}`,
        );
        return deps.outbox.put(tx, at, incidentId, [word]);
      },
    },
  }));
}

/**
 * Corrects when the first public report was, with the reason; the clock to the reply counts from there.
 *
 * @throws Refusal `CHANGED_MEANWHILE`, `OCCURRENCE_IN_FUTURE`, `OCCURRENCE_UNCHANGED`, or what the action table refuses
 */
export function correctOccurrence(
  deps: IncidentDeps,
  actor: RoomActor,
  given: { readonly occurredAt: Date; readonly reason: string; readonly link: string | null },
): Promise<Incident> {
  const { incidentId, by, at, version } = actor;
  const { occurredAt, reason, link } = given;
  return takeIncidentStep(deps, incidentId, async (current, tx) => {
    if (version !== undefined && version !== current.version)
      throw new Refusal('CHANGED_MEANWHILE');
    const data = correctedOccurrence(current, occurredAt, at);
    const clock = await deps.incidentClocks.find(`${incidentId}:incident-reply`, tx);
    const change = { startAt: occurredAt };
    const moved = clock === null ? [] : await moveIncidentClock(deps, tx, clock, { at, change });
    const of = `occurrence-${current.version}`;
    const entry = entryOf(actor, of, 'correct-occurrence', { reason, link });
    const draft: IncidentDraft = {
      ...{ type: 'correct-occurrence', at, by, data },
      ...digestsOf(entry),
    };
    return { drafts: [draft, ...moved], entries: [entry] };
  });
}

/** Adds what is known, with its source. @throws Refusal what the action table refuses */
export function addFact(
  deps: IncidentDeps,
  actor: RoomActor,
  { certainty, ...fields }: { readonly certainty: Certainty } & Fields,
): Promise<Incident> {
  const { by, at } = actor;
  return act(deps, actor, ({ facts }) => {
    const factId = `fact-${facts.length + 1}`;
    const entry = entryOf(actor, factId, 'add-fact', fields);
    return { draft: { type: 'add-fact', at, by, data: { factId, certainty } }, entry };
  });
}

/** Confirms or refutes a fact, with the ground. @throws Refusal `FACT_UNKNOWN`, or what the action table refuses */
export function judgeFact(
  deps: IncidentDeps,
  actor: RoomActor,
  given: { readonly factId: string; readonly certainty: Certainty; readonly ground: string },
): Promise<Incident> {
  const { by, at } = actor;
  const { factId, certainty, ground } = given;
  return act(deps, actor, (current) => {
    const data = judgedFact(current, factId, certainty);
    const of = `${factId}:judged-${current.version}`;
    return {
      draft: data === null ? null : { type: 'judge-fact', at, by, data },
      entry: entryOf(actor, of, 'judge-fact', { certainty, ground }),
    };
  });
}

/**
 * Acknowledges the fact report for the group it went to.
 *
 * @throws Refusal `FACT_REPORT_UNKNOWN`, `FACT_REPORT_NOT_YOURS`, or what the action table refuses
 */
export function acknowledgeReport(
  deps: IncidentDeps,
  actor: RoomActor,
  reportId: string,
): Promise<Incident> {
  const { by, at } = actor;
  return act(deps, actor, (current) => {
    const data = acknowledgedReport(current, reportId, by.role);
    return { draft: data === null ? null : { type: 'acknowledge', at, by, data } };
  });
}

/** Adds a decided measure with its unit and date. @throws Refusal what the action table refuses */
export function addMeasure(
  deps: IncidentDeps,
  actor: RoomActor,
  given: { readonly text: string; readonly unitId: string; readonly dueOn: string },
): Promise<Incident> {
  const { by, at } = actor;
  const { text, unitId, dueOn } = given;
  return act(deps, actor, ({ measures }) => {
    const measureId = `measure-${measures.length + 1}`;
    return {
      draft: { type: 'add-measure', at, by, data: { measureId, unitId, dueOn } },
      entry: entryOf(actor, measureId, 'add-measure', { text }),
    };
  });
}

/** Says that a measure was carried out, and how. @throws Refusal `MEASURE_UNKNOWN`, or what the action table refuses */
export function finishMeasure(
  deps: IncidentDeps,
  actor: RoomActor,
  { measureId, result }: { readonly measureId: string; readonly result: string },
): Promise<Incident> {
  const { by, at } = actor;
  return act(deps, actor, (current) => {
    const data = finishedMeasure(current, measureId);
    return {
      draft: data === null ? null : { type: 'finish-measure', at, by, data },
      entry: entryOf(actor, `${measureId}:finished`, 'finish-measure', { result }),
    };
  });
}

/** Notes a doubt of the public with where it stands; no author. @throws Refusal what the action table refuses */
export function raiseQuestion(
  deps: IncidentDeps,
  actor: RoomActor,
  fields: { readonly text: string; readonly link: string | null },
): Promise<Incident> {
  const { by, at } = actor;
  return act(deps, actor, ({ questions }) => {
    const questionId = `question-${questions.length + 1}`;
    const entry = entryOf(actor, questionId, 'raise-question', fields);
    return { draft: { type: 'raise-question', at, by, data: { questionId } }, entry };
  });
}

/**
 * Notes how a doubt was answered, or that it was reported up.
 *
 * @throws Refusal `PUBLIC_QUESTION_UNKNOWN`, `PUBLIC_QUESTION_ANSWERED`, or what the action table refuses
 */
export function answerQuestion(
  deps: IncidentDeps,
  actor: RoomActor,
  given: {
    readonly questionId: string;
    readonly how: 'answered' | 'reported-up';
    readonly text: string;
  },
): Promise<Incident> {
  const { by, at } = actor;
  const { questionId, how, text } = given;
  return act(deps, actor, (current) => ({
    draft: {
      ...{ type: 'answer-question', at, by },
      data: answeredQuestion(current, questionId, how),
    },
    entry: entryOf(actor, `${questionId}:${how}-${current.version}`, 'answer-question', {
      how,
      text,
    }),
  }));
}

/**
 * Edits the statement that waits for its approval or has it: the edited text is another version, without one.
 *
 * @throws Refusal `CHANGED_MEANWHILE`, `NOTHING_TO_APPROVE`, `PARTS_MISSING`, or what the action table refuses
 */
export function editStatement(
  deps: IncidentDeps,
  actor: RoomActor,
  edited: Pick<IncidentData<'edit-statement'>, 'statementType' | 'parts'> & {
    readonly text: string;
  },
): Promise<Incident> {
  const { incidentId, by, at } = actor;
  const { statementType, parts, text } = edited;
  return act(deps, actor, (current) => {
    if (statementNow(current) === null) throw new Refusal('NOTHING_TO_APPROVE');
    const textDigest = sha256(text);
    const data = writtenStatement(current, { statementType, parts, textDigest });
    const fields = { statementType, parts, statementText: text };
    return {
      draft: { type: 'edit-statement', at, by, data },
      entry: entryOf(actor, `statement-${data.version}`, 'edit-statement', fields),
      step: {
        also: (tx, { version }) => {
          const word = incidentMessage('statement-reopened', incidentId, {}, `v${version}`);
          return deps.outbox.put(tx, at, incidentId, [word]);
        },
      },
    };
  });
}

/**
 * Records that the approved text went out in one more place.
 *
 * @throws Refusal `TEXT_NOT_APPROVED` when the text is not, word for word, one that was approved and published
 */
export function recordPublication(
  deps: IncidentDeps,
  actor: RoomActor,
  given: Pick<IncidentData<'record-publication'>, 'outlet'> & {
    readonly text: string;
    readonly link: string | null;
  },
): Promise<Incident> {
  const { by, at } = actor;
  const { outlet, text, link } = given;
  return act(deps, actor, (current) => ({
    draft: {
      ...{ type: 'record-publication', at, by },
      data: publishedAgain(current, sha256(text), outlet),
    },
    entry: entryOf(actor, `publication-${current.version}`, 'record-publication', { outlet, link }),
  }));
}
