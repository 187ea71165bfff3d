import type { Incident, IncidentAction, IncidentData, Statement } from './incident.ts';
import { isGraver } from './words.ts';

function written(
  current: Incident,
  action: IncidentAction,
  data: IncidentData<'draft-statement'>,
): Incident {
  const { version, statementType, parts, textDigest } = data;
  const { at, by } = action;
  const before = current.statements.map((one) =>
    current.publications.some((sent) => sent.version === one.version)
      ? one
      : withoutApproval(one, at),
  );
  const added: Statement = {
    ...{ version, statementType, parts, textDigest, at, by: by.userId },
    ...{ approval: null, voidedAt: null, returnedAt: null },
  };
  return { ...current, status: 'drafted', statements: [...before, added] };
}

function withoutApproval(one: Statement, at: Date): Statement {
  return one.approval === null ? one : { ...one, approval: null, voidedAt: at };
}

/** What was approved and is not out yet, by a tier that is not enough any more: it waits for the higher one. */
function approvedAnew(current: Incident, at: Date): Incident {
  return { ...changedLast(current, (last) => withoutApproval(last, at)), status: 'drafted' };
}

function changedLast(current: Incident, change: (last: Statement) => Statement): Incident {
  const last = current.statements.at(-1);
  if (last === undefined) return current;
  return { ...current, statements: [...current.statements.slice(0, -1), change(last)] };
}

/** What goes out is said once for each place. */
function published(
  current: Incident,
  action: IncidentAction,
  { version, textDigest, outlets }: IncidentData<'publish-statement'>,
): Incident {
  const sent = outlets.map((outlet) => ({
    ...{ outlet, version, textDigest, at: action.at, userId: action.by.userId },
  }));
  return { ...current, publications: [...current.publications, ...sent] };
}

/** The statement as an action leaves it; null when the action is about something else. */
export function reduceStatement(current: Incident, action: IncidentAction): Incident | null {
  const { at, by } = action;
  switch (action.type) {
    case 'draft-statement':
    case 'edit-statement':
      return written(current, action, action.data);
    case 'approve-statement': {
      const approval = { role: by.role ?? '', userId: by.userId, at };
      const next = changedLast(current, (last) => ({ ...last, approval }));
      return { ...next, status: 'approved' };
    }
    case 'return-statement': {
      const next = changedLast(current, (last) => ({
        ...withoutApproval(last, at),
        returnedAt: at,
      }));
      return { ...next, status: 'consulted' };
    }
    case 'publish-statement':
      return { ...published(current, action, action.data), status: 'published' };
    case 'record-publication': {
      const { outlet, version, textDigest } = action.data;
      return published(current, action, { version, textDigest, outlets: [outlet] });
    }
    case 'change-level': {
      const { from, level } = action.data;
      if (current.status !== 'approved' || !isGraver(level, from)) return null;
      return { ...approvedAnew(current, at), level };
    }
    case 'take-up-duties': {
      // Approved by the tier of before, between the change of the level and its duties.
      const { level, duties } = action.data;
      const { status, dutiesLevel } = current;
      if (status !== 'approved' || dutiesLevel === null || !isGraver(level, dutiesLevel))
        return null;
      return { ...approvedAnew(current, at), duties, dutiesLevel: level };
    }
    default:
      return null;
  }
}
