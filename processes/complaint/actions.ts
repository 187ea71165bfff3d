import { Refusal } from '../refusal.ts';
import { type Role, roles } from '../roles.ts';
import { openStations } from '../tiers/way.ts';
import type { ActionDraft, ActionType, Actor, Case } from './case.ts';
import { openContributions } from './contributions.ts';
import { heldWhileBelow, heldWhileMerged, waiting } from './held.ts';
import { openQuestion } from './questions.ts';
import type { Status } from './statuses.ts';

type Who = Role | 'citizen' | 'system';
type Row = Partial<Record<ActionType, readonly Who[]>>;

const house: readonly Who[] = ['system'];
const unit: readonly Who[] = ['unit-handler', 'unit-deputy', 'unit-principal', 'office'];
/** Kept beyond its time for a court or an audit, whatever its status. */
const holds = {
  hold: ['office', 'auditor'],
  'lift-hold': ['office', 'auditor'],
} as const satisfies Row;
/** What may be noted in any status: clocks tick, ladders climb and people are told whatever the case waits for. */
const always = {
  'meet-clock': house,
  'start-clock': house,
  'recount-clock': ['system', 'rule-reviewer'],
  'restart-clock': house,
  warn: house,
  overdue: house,
  supervise: house,
  'issue-letter': house,
  'name-in-bulletin': house,
  phone: ['office'],
  'receive-letter': unit,
  explain: unit,
  talk: ['supervision'],
  refer: ['leading-group'],
  notify: house,
  // What was asked is answered even when the case has ended meanwhile.
  'decide-extension': ['office', 'unit-principal', 'leading-group', 'superior', 'supervision'],
  'grant-extension': house,
  'decline-extension': house,
  // Whoever joined a case is let go even when it has ended without an answer.
  'let-go': ['system', 'intake-clerk', 'office'],
  // A leader writes on a case wherever it is, and is answered.
  instruct: ['leading-group', 'superior', 'unit-principal'],
  'open-instruction': house,
  'report-on-instruction': ['unit-handler', 'unit-deputy', 'office'],
  ...holds,
} as const satisfies Row;
/** Whoever referred the matter is told once it has ended. */
const ended = {
  ...always,
  'report-back': ['intake-clerk', 'office'],
  erase: house,
} as const satisfies Row;
/** A clock moves only while there is something to be done. */
const clockMoves = {
  'pause-clock': ['office', 'unit-deputy', 'system'],
  'resume-clock': ['office', 'unit-deputy', 'system'],
  'ask-extension': ['unit-handler', 'unit-deputy', 'unit-principal'],
} as const satisfies Row;
/** The regime is asked for again, and its clocks begin, until the answer is out. */
const regimeAnswers = {
  'claim-regime': house,
  'set-regime': house,
  'keep-regime': house,
  'note-event': ['intake-clerk', 'office', 'unit-handler'],
} as const satisfies Row;
const regimes = {
  ...regimeAnswers,
  'ask-regime': ['system', 'intake-clerk', 'office'],
} as const satisfies Row;
/** What was asked of the citizen goes on wherever the case is meanwhile. */
const questions = {
  'put-question': house,
  'answer-question': ['citizen'],
  'close-question': ['unit-handler', 'office', 'system'],
} as const satisfies Row;
const asking = { ...questions, 'ask-question': ['unit-handler', 'office'] } as const satisfies Row;
/** What the citizen and the leaders of the unit may do until the answer is signed. */
const open = { withdraw: ['citizen'] } as const satisfies Row;
const telling = {
  ...open,
  'interim-reply': ['unit-deputy', 'unit-principal', 'office'],
} as const satisfies Row;
/** Units that handle a case together. */
const joint = {
  'ask-contribution': ['system', 'unit-handler', 'office'],
  contribute: ['unit-handler'],
  'withdraw-contribution': ['unit-handler', 'office'],
  'close-contributions': ['unit-handler', 'office'],
} as const satisfies Row;
/** Below the unit that handles a case. */
const tiers = {
  'assign-down': ['unit-handler', 'unit-deputy'],
  'open-station': house,
  'receive-down': ['unit-handler', 'unit-deputy'],
  'answer-up': ['unit-handler', 'unit-deputy'],
  'send-back': ['unit-handler', 'unit-deputy'],
} as const satisfies Row;
/** Cases are handled as one, or apart again, only before the answer. */
const merges = {
  merge: ['intake-clerk', 'office'],
  unmerge: ['system', 'intake-clerk', 'office'],
  'take-in': ['intake-clerk', 'office'],
  'answer-merged': house,
} as const satisfies Row;
/** Another body is asked before what concerns it is published. */
const consents = {
  'ask-consent': ['publication-checker', 'office'],
  'note-consent': ['publication-checker', 'office'],
} as const satisfies Row;
/** What the sender contests is looked at by the superior body. */
const recourse = {
  'seek-recourse': ['citizen'],
  'open-recourse': house,
  'decide-recourse': ['superior'],
  'close-recourse': house,
  reopen: house,
} as const satisfies Row;
/** A matter that the answer did not settle is put again, as a case of its own, or taken upward. */
const again = { ...recourse, reopen: ['citizen', 'system'] } as const satisfies Row;
/** What stands in public is corrected or withdrawn with a note, by who answers for publishing. */
const published = {
  'correct-publication': ['publication-checker'],
  'withdraw-publication': ['publication-checker', 'office'],
} as const satisfies Row;
/** What the answer said will be done is done, and its sender answered once more. */
const promises = {
  ...{ 'make-promise': house, 'open-promise': house, 'close-promise': house },
  'fulfil-promise': ['unit-handler', 'unit-deputy'],
  'confirm-promise': ['unit-deputy', 'unit-principal'],
  'return-fulfilment': ['unit-deputy', 'unit-principal'],
} as const satisfies Row;
/** A closed case that was drawn is looked back at. */
const lookBacks = {
  'draw-look-back': ['office', 'supervision'],
  ...{ 'open-look-back': house, 'close-look-back': house },
  'look-back': ['office', 'supervision'],
} as const satisfies Row;
/** A step that an owner drew: whoever its groups name does it, wherever in the diagram it stands. */
const steps: readonly Who[] = roles;
const signers: readonly Who[] = ['unit-deputy', 'unit-principal', 'leading-group', 'superior'];

/**
 * Which action is allowed in which status, and for whom: the one table. A new status does not compile without its row.
 * Whether a person holds the role at the right unit is decided by the candidate groups of the task.
 */
export const allowed = {
  received: {
    ...always,
    ...clockMoves,
    ...open,
    ...merges,
    ...regimes,
    claim: house,
    accept: ['intake-clerk'],
    refuse: ['intake-clerk'],
    'hand-over': ['intake-clerk'],
    record: steps,
  },
  accepted: {
    ...always,
    ...clockMoves,
    ...questions,
    ...open,
    ...merges,
    ...regimes,
    'respond-first': house,
    assign: ['office'],
    reassign: ['office'],
    arbitrate: ['office'],
    'hand-over': ['office'],
    record: steps,
  },
  assigned: {
    ...always,
    ...clockMoves,
    ...asking,
    ...telling,
    ...joint,
    ...tiers,
    ...merges,
    ...regimes,
    dispatch: house,
    propose: ['unit-handler'],
    return: ['unit-handler'],
    record: steps,
  },
  proposed: {
    ...always,
    ...clockMoves,
    ...asking,
    ...telling,
    ...tiers,
    ...merges,
    ...regimes,
    draft: ['unit-handler'],
    record: steps,
  },
  drafted: {
    ...always,
    ...clockMoves,
    ...telling,
    ...merges,
    ...regimes,
    endorse: signers,
    // Where the office answers, it writes the text that its head signs.
    draft: ['office'],
    sign: [...signers, 'office'],
    'return-draft': [...signers, 'office'],
    record: steps,
  },
  signed: {
    ...always,
    ...clockMoves,
    ...merges,
    ...regimeAnswers,
    ...consents,
    check: ['publication-checker'],
    publish: house,
    record: steps,
  },
  answered: {
    ...ended,
    ...published,
    ...again,
    ...{ ...promises, ...lookBacks },
    rate: ['citizen'],
    archive: house,
    record: steps,
  },
  archived: {
    ...{ ...ended, ...published, ...again, ...promises, ...lookBacks },
    rate: ['citizen'],
    record: steps,
  },
  refused: { ...ended, ...recourse, record: steps },
  'handed-over': {
    ...ended,
    'tell-handover': house,
    'await-receipt': house,
    'receive-handover': ['office'],
    record: steps,
  },
  withdrawn: { ...ended, 'close-question': house },
  'imported-open': { ...holds, start: house },
  'imported-closed': { ...holds, erase: house },
} as const satisfies Record<Status, Row>;

/** Every action that ends or moves a case through a person, a job or the citizen, allowed now for someone in one of these roles. */
export function allowedActions(status: Status, who: readonly Who[]): ActionType[] {
  const row: Row = allowed[status];
  return Object.entries(row).flatMap(([type, may]) =>
    may.some((one) => who.includes(one)) && isActionType(type) ? [type] : [],
  );
}

function isActionType(word: string): word is ActionType {
  return Object.values<Row>(allowed).some((row) => word in row);
}

function whoIs(by: Actor): Who | null {
  return by.kind === 'staff' ? by.role : by.kind;
}

/** What others have to do first: the citizen, units beside, units below. */
function checkAwaited(current: Case, { type }: ActionDraft): void {
  if (waiting.includes(type) && openQuestion(current) !== null) throw new Refusal('ANSWER_AWAITED');
  if (type === 'propose' && openContributions(current).length > 0)
    throw new Refusal('CONTRIBUTIONS_AWAITED');
  if (heldWhileBelow.includes(type) && openStations(current).length > 0)
    throw new Refusal('TIER_AWAITED');
}

/**
 * Guards the table: stops a step from being skipped, repeated or taken by the wrong role.
 *
 * @throws Refusal `ACTION_NOT_ALLOWED` when the status has no such action; `ROLE_NOT_ALLOWED` when it is not for this role;
 *   `ANSWER_AWAITED` while a question to the citizen is open; `CONTRIBUTIONS_AWAITED` while other units are at work.
 *   `TIER_AWAITED` while a unit below is at work; `CASE_MERGED` when the case has joined another one, which takes the step for it.
 */
export function checkAllowed(current: Case | null, draft: ActionDraft): void {
  if (draft.type === 'receive' || draft.type === 'import') {
    if (current !== null) throw new Refusal('CASE_ALREADY_OPENED');
    return;
  }
  if (current === null) throw new Refusal('CASE_NOT_OPENED');
  const row: Row = allowed[current.status];
  const may = row[draft.type];
  if (may === undefined)
    throw new Refusal('ACTION_NOT_ALLOWED', { action: draft.type, status: current.status });
  const who = whoIs(draft.by);
  if (who === null || !may.includes(who))
    throw new Refusal('ROLE_NOT_ALLOWED', { action: draft.type, status: current.status });
  checkAwaited(current, draft);
  if (current.merged != null && heldWhileMerged.includes(draft.type))
    throw new Refusal('CASE_MERGED', { lead: current.merged.leadNumber });
}
