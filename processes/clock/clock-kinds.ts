/**
 * What the deadlines of handling a complaint wait for: the word that it was accepted, the verified facts, an answer or its
 * timetable, the answer. How long each is, and from when, is a rule.
 */
export const handlingKinds = ['first-response', 'facts', 'reply', 'done'] as const;
export type HandlingKind = (typeof handlingKinds)[number];
/** What a deadline of a case waits for; what an answer promised ends on the day it names. */
export const clockKinds = [...handlingKinds, 'promise'] as const;
export type ClockKind = (typeof clockKinds)[number];
