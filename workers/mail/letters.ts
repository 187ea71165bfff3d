import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import { dayIn, lastDayBefore, letterDateIn, momentIn } from '../../processes/language/dates.ts';
import en from '../../processes/language/en/mail.json' with { type: 'json' };
import zh from '../../processes/language/zh/mail.json' with { type: 'json' };
import { createSay, type Language, type Say } from './words.ts';

type MailSay = Say<typeof zh>;

/**
 * What a letter may tell. No complaint text, no contact: a mail can reach the wrong person. The secret code stands in
 * one only: the receipt of whoever wrote by mail, who has no other.
 */
export interface LetterFacts {
  readonly number: string;
  readonly institution: string;
  readonly unit: string;
  readonly url: string;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly provisional: boolean;
  readonly ground: string;
  /** The ground as the institution words it; absent: as shipped. */
  readonly groundWording?: string;
  readonly explanation: string;
  readonly otherBody: string;
  readonly secret?: string;
}

/** What reminds staff of a clock. */
export interface ReminderFacts {
  readonly number: string;
  readonly clock: ClockKind;
  readonly dueAt: Date;
  readonly institution: string;
  readonly url: string;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export const letterKinds = [
  'received',
  'mail-received',
  'first-response',
  'assigned',
  'refused',
  'handed-over',
  'answered',
  'clock-paused',
  'clock-resumed',
  'clock-extended',
  'clock-anew',
  'question-asked',
  'withdrawn',
  'interim-reply',
  'merged',
  'unmerged',
  'recourse-decided',
  'promise-kept',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** True when a notice of this kind is told by letter to the sender of a complaint. */
export function isLetterKind(word: string): word is LetterKind {
  return letterKinds.some((kind) => kind === word);
}

const grounds = [
  'unlawful-content',
  'petition-review',
  'before-court',
  'breach-report',
  'not-our-duty',
] as const;

function groundIn(say: MailSay, shelf: 'ground' | 'door', id: string): string {
  const known = grounds.find((ground) => ground === id);
  return known === undefined ? (shelf === 'ground' ? id : '') : say(`${shelf}.${known}`);
}

function sayDue(say: MailSay, language: Language, dueAt: Date, now: Date): string {
  const lastDay = lastDayBefore(dueAt);
  return lastDay === null
    ? momentIn(language, dueAt, now)
    : say('frame.endOfDay', { date: dayIn(language, lastDay, now) });
}

function unless(isMissing: boolean, line: () => string): string[] {
  return isMissing ? [] : [line()];
}

function bodyOf(
  kind: LetterKind,
  { say, language, now }: { say: MailSay; language: Language; now: Date },
  facts: LetterFacts,
): string[] {
  const { institution, unit, dueAt, explanation, otherBody } = facts;
  const due = dueAt === null ? '' : sayDue(say, language, dueAt, now);
  const ground = facts.groundWording ?? groundIn(say, 'ground', facts.ground);
  switch (kind) {
    case 'received':
      return [say('received.body', { at: momentIn(language, facts.receivedAt, now) })];
    case 'mail-received':
      return [
        say('mail-received.body', { at: momentIn(language, facts.receivedAt, now) }),
        ...unless(!facts.secret, () => say('mail-received.secret', { secret: facts.secret ?? '' })),
      ];
    case 'first-response':
      return [
        say('first-response.body', { institution }),
        ...unless(due === '', () => say('first-response.due', { due })),
        ...unless(!facts.provisional, () => say('first-response.provisional')),
      ];
    case 'assigned':
      return [
        say('assigned.body', { unit }),
        ...unless(due === '', () => say('assigned.due', { due })),
      ];
    case 'refused': {
      const door = otherBody || groundIn(say, 'door', facts.ground);
      return [
        say('refused.body'),
        ...unless(ground === '', () => say('refused.ground', { ground })),
        ...unless(explanation === '', () => say('refused.explanation', { explanation })),
        ...unless(door === '', () => say('refused.door', { door })),
      ];
    }
    case 'handed-over':
      return [
        say('handed-over.body'),
        say('handed-over.to', { body: otherBody }),
        ...unless(ground === '', () => say('handed-over.ground', { ground })),
        ...unless(explanation === '', () => say('handed-over.explanation', { explanation })),
      ];
    case 'answered':
      return [say('answered.body', { unit })];
    case 'withdrawn':
      return [say('withdrawn.body')];
    case 'interim-reply':
      return [say('interim-reply.body', { unit })];
    case 'recourse-decided':
      return [say('recourse-decided.body'), say('recourse-decided.how')];
    case 'promise-kept':
      return [say('promise-kept.body'), say('promise-kept.how')];
    case 'question-asked':
      return [say('question-asked.body', { unit }), say('question-asked.how')];
    case 'clock-paused':
      return [say('clock-paused.body')];
    case 'merged':
    case 'unmerged':
      return [say(`${kind}.body`), ...unless(due === '', () => say(`${kind}.due`, { due }))];
    case 'clock-resumed':
    case 'clock-extended':
    case 'clock-anew':
      return [
        say(`${kind}.body`),
        ...unless(due === '', () => say(`${kind}.due`, { due })),
        ...unless(!facts.provisional, () => say('first-response.provisional')),
      ];
  }
}

/** The letter that tells the sender of a complaint what has happened, in their language. */
export function writeLetter(
  kind: LetterKind,
  language: Language,
  facts: LetterFacts,
  now: Date,
): Letter {
  const say = createSay({ zh, en }, language);
  const { number, url, institution } = facts;
  const text = [
    say('frame.greeting'),
    ...bodyOf(kind, { say, language, now }, facts),
    say('frame.track', { url, number }),
    `${institution}\n${letterDateIn(language, now)}`,
    say('frame.automatic'),
  ].join('\n\n');
  return { subject: say(`${kind}.subject`, { number }), text };
}

/** The letter that reminds staff: a clock is about to run out, or has. */
export function writeReminder(
  kind: 'warning' | 'overdue',
  language: Language,
  facts: ReminderFacts,
  now: Date,
): Letter {
  const say = createSay({ zh, en }, language);
  const { number, url, institution } = facts;
  const clock = say(`clock.${facts.clock}`);
  const due = sayDue(say, language, facts.dueAt, now);
  const text = [
    say(`${kind}.body`, { number, clock, due }),
    say('frame.desk', { url }),
    institution,
    say('frame.automatic'),
  ].join('\n\n');
  return { subject: say(`${kind}.subject`, { number }), text };
}
