/**
 * What a deadline of a case waits for: the word that it was accepted, the verified facts, an answer or its timetable, the
 * answer. How long each is, and from when, is a rule.
 */
export const clockKinds = ['first-response', 'facts', 'reply', 'done'] as const;
export type ClockKind = (typeof clockKinds)[number];
