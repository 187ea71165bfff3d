import { Refusal } from '../refusal.ts';
import { type Role, roles } from '../roles.ts';
import type { Incident, IncidentActionType, IncidentDraft } from './incident.ts';
import type { IncidentStatus } from './words.ts';

type Who = Role | 'system';
type Row = Partial<Record<IncidentActionType, readonly Who[]>>;

const house: readonly Who[] = ['system'];
/** Those who run the response. */
const leading: readonly Role[] = ['office', 'duty-leader', 'leading-group'];
const watching: readonly Role[] = ['monitoring-officer', 'duty-officer', 'duty-leader', 'office'];
const informing: readonly Role[] = [...watching, 'spokesperson', 'unit-deputy', 'liaison'];
const speaking: readonly Role[] = ['spokesperson', 'office'];
const approving: readonly Role[] = ['unit-deputy', 'leading-group', 'superior'];
/** A step that an owner drew: whoever its groups name does it. */
const steps: readonly Who[] = roles;

/** Who may raise an incident: whoever watches, and whoever is told by citizens. */
export const raisers: readonly Role[] = [...watching, 'information-officer', 'intake-clerk'];

/** Who sees every incident. */
export const seesAllIncidents: readonly Role[] = [
  ...raisers,
  ...(['leading-group', 'superior', 'spokesperson', 'lawyer', 'supervision', 'auditor'] as const),
];
/** The people of a unit see those their unit has a contact sheet about. */
export const seesIncidentsOfUnit: readonly Role[] = [
  ...(['unit-handler', 'unit-deputy', 'unit-principal', 'liaison'] as const),
];
/** Whoever sees any incident at all. */
export const incidentReaders: readonly Role[] = [...seesAllIncidents, ...seesIncidentsOfUnit];

/** Clocks tick and people are told whatever the incident waits for. */
const always = {
  'meet-clock': house,
  'move-clock': house,
  warn: house,
  overdue: house,
  acknowledge: ['leading-group', 'superior'],
  'finish-measure': [...leading, 'unit-deputy', 'unit-handler'],
  record: steps,
} as const satisfies Row;

/** A contact sheet is answered whenever it comes: what is verified late is kept too. */
const sheets = {
  'verify-facts': ['unit-handler', 'liaison'],
  'sign-sheet': ['unit-deputy'],
  'return-sheet': ['unit-deputy'],
  'add-fact': informing,
} as const satisfies Row;

/** From the confirmed level until it has subsided. */
const responding = {
  ...always,
  'take-up-duties': house,
  'start-clock': house,
  report: house,
  'send-sheet': house,
  'change-level': [...leading, 'superior'],
  'correct-occurrence': ['office', 'duty-leader'],
  ...sheets,
  'judge-fact': [...leading, 'unit-deputy'],
  monitor: watching,
  'add-measure': leading,
  'raise-question': [...watching, 'spokesperson'],
  'answer-question': [...speaking, ...leading],
  'record-publication': speaking,
} as const satisfies Row;

/**
 * Which action is allowed in which status, and for whom: the one table. A new status does not compile without its row.
 */
export const incidentTable = {
  raised: {
    ...always,
    claim: house,
    'confirm-level': leading,
    dismiss: leading,
    'add-fact': informing,
    'correct-occurrence': ['office', 'duty-leader'],
  },
  responding: { ...responding, 'take-superior-view': leading, consult: leading },
  consulted: { ...responding, 'draft-statement': speaking },
  drafted: {
    ...responding,
    'edit-statement': speaking,
    'approve-statement': approving,
    'return-statement': approving,
  },
  approved: {
    ...responding,
    'edit-statement': speaking,
    'publish-statement': speaking,
    // Word that the text was edited can reach the diagram after its new version was approved: it is asked for again.
    'approve-statement': approving,
    'return-statement': approving,
  },
  published: { ...responding, 'follow-up': leading },
  watching: {
    ...always,
    'begin-watch': house,
    review: leading,
    ...sheets,
    'answer-question': [...speaking, ...leading],
    'record-publication': speaking,
  },
  closed: { ...always, ...sheets },
  dismissed: {},
} as const satisfies Record<IncidentStatus, Row>;

/**
 * Guards the table: stops a step from being skipped, repeated or taken by the wrong role.
 *
 * @throws Refusal `INCIDENT_ALREADY_RAISED`, `INCIDENT_UNKNOWN`; `ACTION_NOT_ALLOWED` when the status has no such
 *   action; `ROLE_NOT_ALLOWED` when it is not for this role
 */
export function checkIncidentAction(current: Incident | null, draft: IncidentDraft): void {
  const who = draft.by.kind === 'staff' ? draft.by.role : 'system';
  if (draft.type === 'raise') {
    if (current !== null) throw new Refusal('INCIDENT_ALREADY_RAISED');
    if (!raisers.some((one) => one === who))
      throw new Refusal('ROLE_NOT_ALLOWED', { action: draft.type, status: 'raised' });
    return;
  }
  if (current === null) throw new Refusal('INCIDENT_UNKNOWN');
  const row: Row = incidentTable[current.status];
  const may = row[draft.type];
  const about = { action: draft.type, status: current.status };
  if (may === undefined) throw new Refusal('ACTION_NOT_ALLOWED', about);
  if (who === null || !may.includes(who)) throw new Refusal('ROLE_NOT_ALLOWED', about);
}

/** What somebody in one of these roles may do with an incident as it stands. */
export function allowedIncidentActions(
  status: IncidentStatus,
  held: readonly Role[],
): IncidentActionType[] {
  const row: Row = incidentTable[status];
  return Object.entries(row).flatMap(([type, may]) =>
    may.some((one) => held.some((role) => role === one)) && isIncidentActionType(type)
      ? [type]
      : [],
  );
}

function isIncidentActionType(word: string): word is IncidentActionType {
  return Object.values<Row>(incidentTable).some((row) => word in row);
}
