import { theHouse } from '../../processes/complaint/case.ts';
import type { Duties } from '../../processes/incident/duties.ts';
import { appendToIncident } from '../../processes/incident/fold.ts';
import type { Incident, IncidentData, IncidentDraft } from '../../processes/incident/incident.ts';
import { at, digest, staff } from '../support/build-case.ts';

export const office = staff('office', 'P-office', 'U-office');
export const spokesperson = staff('spokesperson', 'P-spokesperson', 'U-office');
export const group = staff('leading-group', 'P-group', 'U-city');
export const superior = staff('superior', 'P-superior', 'U-city');

/** Duties of a level that the leading group approves. */
export const ordinaryDuties: Duties = {
  ...{ approver: 'leading-group', superiorFirst: false, alsoTells: null },
  ...{ tellMinutes: 60, monitorMinutes: 120, replyHours: 12, warnHours: 2 },
  ...{ sheetHours: 24, watchDays: 0 },
};
/** Duties of a level whose statements the superior approves. */
export const majorDuties: Duties = {
  ...ordinaryDuties,
  ...{ approver: 'superior', superiorFirst: true, alsoTells: 'superior' },
  ...{ tellMinutes: 30, monitorMinutes: 60, watchDays: 7 },
};

export const time = at('2026-11-20T10:00');
const when = { at: time };

export const raised: IncidentDraft = {
  ...{ type: 'raise', at: at('2026-11-20T09:00'), by: staff('duty-officer', 'P-duty', 'U-office') },
  data: {
    ...{ number: 'SJ20261120-0001', kind: 'problem', foundBy: 'news' },
    ...{ occurredAt: at('2026-11-20T08:00'), eventAt: at('2026-11-20T07:30') },
    ...{ discoveredAt: at('2026-11-20T08:50'), harm: 'property', spread: 'several' },
    ...{ mass: false, linkedTo: null },
  },
};
export const written: IncidentData<'draft-statement'> = {
  ...{ version: 1, textDigest: 't1', statementType: 'announcement' as const },
  parts: ['apology', 'stopped', 'rectification'],
};

/** The actions of an incident on its straight way to a published statement, in order. */
export const straightWay: readonly IncidentDraft[] = [
  raised,
  { ...when, type: 'claim', by: theHouse, data: { instanceKey: '2251799813685300' } },
  {
    ...{ ...when, type: 'confirm-level', by: office },
    data: { level: 'ordinary', kind: 'problem', unitId: 'U-shizheng' },
  },
  {
    ...{ ...when, type: 'take-up-duties', by: theHouse },
    data: { level: 'ordinary', duties: ordinaryDuties },
  },
  { ...when, type: 'consult', by: office, data: {} },
  {
    ...when,
    type: 'draft-statement',
    by: spokesperson,
    data: written,
  },
  { ...when, type: 'approve-statement', by: group, data: { version: 1, textDigest: 't1' } },
  {
    ...{ ...when, type: 'publish-statement', by: spokesperson },
    data: { version: 1, textDigest: 't1', outlets: ['website', 'weibo'] },
  },
];

/** The incident after further actions. */
export function acted(incident: Incident | null, ...drafts: readonly IncidentDraft[]): Incident {
  const { next } = appendToIncident('incident-1', incident, drafts, digest);
  if (next === null) throw new Error('an incident has at least one action');
  return next;
}

/** An incident after its straight way up to and including an action. */
export function incidentAfter(type: IncidentDraft['type']): Incident {
  const end = straightWay.findIndex((draft) => draft.type === type);
  return acted(null, ...straightWay.slice(0, end + 1));
}
