/** How grave an incident is, the gravest first; an institution may use fewer. */
export const levels = ['extraordinary', 'major', 'serious', 'ordinary', 'slight'] as const;
export type Level = (typeof levels)[number];

/** What an incident is about; it decides what every statement about it must contain. */
export const incidentKinds = [
  'problem',
  'emergency',
  'sensitive',
  'suggestion',
  'false-report',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** What a statement can contain that somebody has to vouch for. */
export const parts = [
  'apology',
  'stopped',
  'rectification',
  'scene',
  'investigation',
  'facts',
  'attitude',
  'cause-open',
  'thanks',
  'taken-up',
  'evidence',
  'correction',
] as const;
export type Part = (typeof parts)[number];

/** What a statement must contain, by kind of incident: apologise and stop it, go to the scene, take care with causes … */
export const requiredParts = {
  problem: ['apology', 'stopped', 'rectification'],
  emergency: ['scene', 'investigation', 'facts'],
  sensitive: ['attitude', 'cause-open'],
  suggestion: ['thanks', 'taken-up'],
  'false-report': ['evidence', 'correction'],
} as const satisfies Record<IncidentKind, readonly Part[]>;

/** How the house came to know of it. Sources are known by what they are and where they stand, never by who wrote. */
export const foundBy = ['duty', 'report', 'news', 'board', 'site'] as const;
export const harms = ['none', 'property', 'injury', 'death'] as const;
export const spreads = ['local', 'several', 'wide'] as const;

/** Facts fast, causes with care: what is not confirmed is marked, what proved wrong stays and is marked too. */
export const certainties = ['confirmed', 'unconfirmed', 'refuted'] as const;
export type Certainty = (typeof certainties)[number];

export const statementTypes = [
  'announcement',
  'explainer',
  'questions',
  'site-visit',
  'correction',
  'apology',
] as const;

/** Where a statement can go out. */
export const outlets = ['website', 'weibo', 'wechat', 'press', 'conference', 'board'] as const;

export const trends = ['calmer', 'same', 'wider'] as const;

export const incidentStatuses = [
  'raised',
  'responding',
  'consulted',
  'drafted',
  'approved',
  'published',
  'watching',
  'closed',
  'dismissed',
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const incidentClockKinds = ['incident-reply', 'contact-sheet'] as const;
export type IncidentClockKind = (typeof incidentClockKinds)[number];

/** Whether one level is graver than another. */
export function isGraver(level: Level, than: Level): boolean {
  return levels.indexOf(level) < levels.indexOf(than);
}
