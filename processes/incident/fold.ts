import type { Digest, Linked } from '../complaint/chain.ts';
import { appendLinks } from '../complaint/chain.ts';
import { Refusal } from '../refusal.ts';
import { checkIncidentAction } from './actions.ts';
import type {
  Incident,
  IncidentAction,
  IncidentClock,
  IncidentData,
  IncidentDraft,
} from './incident.ts';
import { reduceStatement } from './statement-fold.ts';

function raised(action: IncidentAction, data: IncidentData<'raise'>): Incident {
  return {
    id: action.caseId,
    number: data.number,
    status: 'raised',
    version: 0,
    headHash: '',
    kind: data.kind,
    foundBy: data.foundBy,
    harm: data.harm,
    spread: data.spread,
    mass: data.mass,
    times: {
      occurred: data.occurredAt,
      event: data.eventAt,
      discovered: data.discoveredAt,
      raised: action.at,
    },
    linkedTo: data.linkedTo,
    instanceKey: null,
    level: null,
    duties: null,
    dutiesLevel: null,
    unitId: null,
    clocks: [],
    dueAt: null,
    reports: [],
    sheets: [],
    facts: [],
    measures: [],
    statements: [],
    publications: [],
    questions: [],
    monitored: null,
    viewTaken: false,
    consultations: 0,
    watchUntil: null,
    updatedAt: action.at,
    closedAt: null,
  };
}

function withClocks(current: Incident, clocks: readonly IncidentClock[]): Incident {
  const due = clocks.flatMap(({ state, dueAt }) => (state === 'met' ? [] : [dueAt.getTime()]));
  return { ...current, clocks, dueAt: due.length === 0 ? null : new Date(Math.min(...due)) };
}

function changeClock(current: Incident, id: string, change: Partial<IncidentClock>): Incident {
  return withClocks(
    current,
    current.clocks.map((clock) => (clock.clockId === id ? { ...clock, ...change } : clock)),
  );
}

function reduceClock(current: Incident, action: IncidentAction): Incident | null {
  switch (action.type) {
    case 'start-clock': {
      const { clockId, kind, dueAt } = action.data;
      const began = {
        clockId,
        kind,
        dueAt,
        state: 'running',
        verdict: null,
        warnedAt: null,
      } as const;
      return withClocks(current, [...current.clocks, began]);
    }
    case 'move-clock':
      return changeClock(current, action.data.clockId, { dueAt: action.data.dueAt });
    case 'meet-clock': {
      const { clockId, verdict } = action.data;
      return changeClock(current, clockId, { state: 'met', verdict });
    }
    case 'warn':
      return changeClock(current, action.data.clockId, { warnedAt: action.at });
    case 'overdue':
      return changeClock(current, action.data.clockId, { state: 'overdue', verdict: 'overdue' });
    default:
      return null;
  }
}

/** The items of a list with one of them changed. */
function changed<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  change: Partial<T>,
): T[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

function reduceSheet(current: Incident, action: IncidentAction): Incident | null {
  const { sheets } = current;
  switch (action.type) {
    case 'send-sheet': {
      const { sheetId: id, unitId } = action.data;
      const sent = { id, unitId, sentAt: action.at, verifiedAt: null, signedAt: null };
      return { ...current, sheets: [...sheets, sent] };
    }
    case 'verify-facts':
      return {
        ...current,
        sheets: changed(sheets, action.data.sheetId, { verifiedAt: action.at }),
      };
    case 'return-sheet':
      return { ...current, sheets: changed(sheets, action.data.sheetId, { verifiedAt: null }) };
    case 'sign-sheet':
      return { ...current, sheets: changed(sheets, action.data.sheetId, { signedAt: action.at }) };
    default:
      return null;
  }
}

function reduceFacts(current: Incident, action: IncidentAction): Incident | null {
  const { at } = action;
  switch (action.type) {
    case 'add-fact': {
      const { factId: id, certainty } = action.data;
      return { ...current, facts: [...current.facts, { id, certainty, at, judgedAt: at }] };
    }
    case 'judge-fact': {
      const { factId, certainty } = action.data;
      return { ...current, facts: changed(current.facts, factId, { certainty, judgedAt: at }) };
    }
    case 'add-measure': {
      const { measureId: id, unitId, dueOn } = action.data;
      const added = { id, unitId, dueOn, finishedAt: null };
      return { ...current, measures: [...current.measures, added] };
    }
    case 'finish-measure': {
      const { measureId } = action.data;
      return { ...current, measures: changed(current.measures, measureId, { finishedAt: at }) };
    }
    case 'raise-question': {
      const asked = { id: action.data.questionId, at, answered: null };
      return { ...current, questions: [...current.questions, asked] };
    }
    case 'answer-question': {
      const { questionId, how } = action.data;
      const answered = { how, at };
      return { ...current, questions: changed(current.questions, questionId, { answered }) };
    }
    case 'report': {
      const { reportId: id, to, by } = action.data;
      return { ...current, reports: [...current.reports, { id, to, at, by, acknowledged: null }] };
    }
    case 'acknowledge': {
      const acknowledged = { at, userId: action.by.userId };
      const reports = changed(current.reports, action.data.reportId, { acknowledged });
      return { ...current, reports };
    }
    default:
      return null;
  }
}

function reduceResponse(current: Incident, action: IncidentAction): Incident {
  switch (action.type) {
    case 'claim':
      return { ...current, instanceKey: action.data.instanceKey };
    case 'confirm-level': {
      const { level, kind, unitId } = action.data;
      return { ...current, status: 'responding', level, kind, unitId };
    }
    case 'dismiss':
      return { ...current, status: 'dismissed', closedAt: action.at };
    case 'take-up-duties':
      return { ...current, duties: action.data.duties, dutiesLevel: action.data.level };
    case 'change-level':
      return { ...current, level: action.data.level };
    case 'correct-occurrence':
      return { ...current, times: { ...current.times, occurred: action.data.occurredAt } };
    case 'take-superior-view':
      return { ...current, viewTaken: true };
    case 'consult':
      return {
        ...current,
        status: 'consulted',
        viewTaken: false,
        consultations: current.consultations + 1,
      };
    case 'monitor': {
      const rounds = (current.monitored?.rounds ?? 0) + 1;
      return { ...current, monitored: { rounds, lastAt: action.at, trend: action.data.trend } };
    }
    case 'follow-up':
      return {
        ...current,
        status: action.data.outcome === 'subsided' ? 'watching' : 'responding',
      };
    case 'begin-watch':
      return { ...current, watchUntil: action.data.until };
    case 'review':
      return { ...current, status: 'closed', closedAt: action.at };
    default:
      return current;
  }
}

/**
 * The incident after one more action: pure, total over every action type.
 *
 * @throws Refusal `INCIDENT_UNKNOWN` when the first action does not raise it
 */
export function applyIncidentAction(current: Incident | null, action: IncidentAction): Incident {
  const opened = action.type === 'raise' ? raised(action, action.data) : current;
  if (opened === null) throw new Refusal('INCIDENT_UNKNOWN');
  const next =
    reduceClock(opened, action) ??
    reduceSheet(opened, action) ??
    reduceFacts(opened, action) ??
    reduceStatement(opened, action) ??
    reduceResponse(opened, action);
  return { ...next, version: action.n + 1, headHash: action.hash, updatedAt: action.at };
}

/** The incident that a whole log tells; null for an empty log. */
export function foldIncident(actions: readonly IncidentAction[]): Incident | null {
  return actions.reduce<Incident | null>(applyIncidentAction, null);
}

/**
 * Links drafts behind the head of an incident, each held against the action table as it stands then.
 *
 * @throws Refusal what the action table refuses
 */
export function appendToIncident(
  incidentId: string,
  current: Incident | null,
  drafts: readonly IncidentDraft[],
  digest: Digest,
): { actions: Linked<IncidentDraft>[]; next: Incident | null } {
  const fold = { digest, apply: applyIncidentAction, check: checkIncidentAction };
  return appendLinks<IncidentDraft, Incident>(incidentId, current, drafts, fold);
}
