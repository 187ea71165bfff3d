import { createHash } from 'node:crypto';
import { checkAllowed } from '../../processes/complaint/actions.ts';
import {
  type ActionDraft,
  type Actor,
  type Case,
  theHouse,
} from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import type { Role } from '../../processes/roles.ts';

export const digest = (text: string) => createHash('sha256').update(text).digest('hex');
export const at = (iso: string) => new Date(`${iso}+08:00`);

/** Somebody of the house in a role. */
export function staff(role: Role, userId: string = role, unitId = 'U-shizheng'): Actor {
  return { kind: 'staff', userId, role, unitId };
}

export const received: ActionDraft = {
  type: 'receive',
  at: at('2026-11-20T09:00'),
  by: { kind: 'citizen', userId: null, role: null, unitId: null },
  data: {
    number: 'HY20261120-0001',
    channel: 'web',
    topic: 'urban-rural-construction',
    area: null,
    anonymous: false,
    confidential: false,
    posted: at('2026-11-20T08:59'),
    collected: at('2026-11-20T09:00'),
    received: at('2026-11-20T09:00'),
  },
};

const by = { at: at('2026-11-20T10:00') };

/** The actions of a case on its straight way to an archived reply, in order. */
export const straightWay = [
  received,
  { ...by, type: 'claim', by: theHouse, data: { instanceKey: '2251799813685300' } },
  { ...by, type: 'accept', by: staff('intake-clerk'), data: { urgency: 'normal' } },
  { ...by, type: 'respond-first', by: theHouse, data: {} },
  { ...by, type: 'assign', by: staff('office'), data: { unitId: 'U-shizheng' } },
  { ...by, type: 'dispatch', by: theHouse, data: { unitId: 'U-shizheng' } },
  {
    ...by,
    type: 'propose',
    by: staff('unit-handler'),
    data: { weight: 'simple', keyMatter: false },
  },
  {
    ...by,
    type: 'draft',
    by: staff('unit-handler'),
    data: { finding: 'substantiated', publicity: 'public', textDigest: 'd1' },
  },
  { ...by, type: 'sign', by: staff('unit-deputy'), data: { textDigest: 'd1' } },
  {
    ...by,
    type: 'check',
    by: staff('publication-checker'),
    data: { containsSecret: false, suitableNow: true, accurate: true, mayPublish: true },
  },
  { ...by, type: 'publish', by: theHouse, data: { mode: 'public', textDigest: 'd1' } },
  { ...by, type: 'archive', by: theHouse, data: {} },
] as const satisfies readonly ActionDraft[];

/** A case after its first `count` actions on the straight way. */
export function buildCase(count: number): Case {
  const { next } = appendActions('case-1', null, straightWay.slice(0, count), digest);
  if (next === null) throw new Error('a case has at least one action');
  return next;
}

/** A case after further actions that the table allows. */
export function caseAfter(current: Case, ...drafts: readonly ActionDraft[]): Case {
  const { next } = appendActions(current.id, current, drafts, digest, checkAllowed);
  if (next === null) throw new Error('there is no case');
  return next;
}
