import { DateTime } from 'luxon';
import { z } from 'zod';
import { type QuietHours, usualQuietHours } from '../escalation/quiet-hours.ts';

/** The ways a person of the house is told something. The desk is always there. */
export const personChannels = ['desk', 'mail', 'sms', 'wecom'] as const;
export type PersonChannel = (typeof personChannels)[number];

/** What people can choose their channels for; a kind that is none of these is told as `other`. */
export const noticeKinds = [
  'warning',
  'overdue',
  'letter',
  'extension',
  'demerit',
  'merit',
  'appeal-reviewed',
  'duty-call',
  'duty-swap',
  'duty-gap',
  'incident-report',
  'calendar-year-missing',
  'referral-ended',
  'recourse-late',
  'tier-late',
  'tier-answered',
  'instruction-late',
  'instruction-reported',
  'board-unclaimed',
  'other',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const channels = z.array(z.enum(personChannels));

/** What one person wants to be told, how and when. Times are those of the institution. */
export const preferences = z.object({
  kinds: z.record(z.enum(noticeKinds), channels),
  /** Null: no quiet hours. */
  quiet: z.object({ from: timeOfDay, until: timeOfDay }).nullable(),
  /** Null: each message by itself; else one summary a day at this time. */
  digestAt: timeOfDay.nullable(),
});
export type Preferences = z.infer<typeof preferences>;

/** What applies to whoever has chosen nothing: all on the desk, by mail what is late or must be answered for. */
export const usualPreferences: Preferences = {
  kinds: {
    warning: ['desk'],
    overdue: ['desk', 'mail'],
    letter: ['desk', 'mail'],
    extension: ['desk'],
    demerit: ['desk', 'mail'],
    merit: ['desk'],
    'appeal-reviewed': ['desk', 'mail'],
    'duty-call': ['desk', 'mail', 'sms'],
    'duty-swap': ['desk', 'mail'],
    'duty-gap': ['desk', 'mail'],
    'incident-report': ['desk', 'mail', 'sms'],
    'calendar-year-missing': ['desk', 'mail'],
    'referral-ended': ['desk'],
    'recourse-late': ['desk', 'mail'],
    'tier-late': ['desk'],
    'tier-answered': ['desk'],
    'instruction-late': ['desk', 'mail'],
    'instruction-reported': ['desk'],
    'board-unclaimed': ['desk'],
    other: ['desk'],
  },
  quiet: quietOf(usualQuietHours),
  digestAt: null,
};

/** The quiet hours of the house as those of somebody who chose none. */
export function quietOf({ from, to }: QuietHours): NonNullable<Preferences['quiet']> {
  return { from, until: to };
}

/** Something to be told, as far as its time is concerned. */
export interface Telling {
  readonly kind: string;
  /** The clock it is about ends then; null when it is about none. */
  readonly dueAt: Date | null;
}

export type When =
  | { readonly how: 'now' }
  | { readonly how: 'later'; readonly at: Date }
  | { readonly how: 'digest'; readonly at: Date }
  | { readonly how: 'never' };

const neverQuiet: readonly string[] = ['duty-call', 'incident-report'];
const day = 86_400_000;

/** What the house tells more finely than people choose. */
const chosenUnder: Readonly<Record<string, NoticeKind>> = {
  'supervision-letter': 'letter',
  'assignment-form': 'letter',
  'extension-granted': 'extension',
  'extension-declined': 'extension',
  'extension-lapsed': 'extension',
};

/** The kind under which people choose, for whatever kind the house tells. */
export function noticeKindOf(kind: string): NoticeKind {
  return noticeKinds.find((one) => one === kind) ?? chosenUnder[kind] ?? 'other';
}

/** What cannot wait: duty calls, incident reports, and the warning of a clock with less than 24 hours left. */
export function isPressing({ kind, dueAt }: Telling, now: Date): boolean {
  if (neverQuiet.includes(kind)) return true;
  return kind === 'warning' && dueAt !== null && dueAt.getTime() - now.getTime() < day;
}

/**
 * When a person is told something by one channel: at once, after their quiet hours, with the daily summary, or never
 * because they did not choose the channel for it. The desk is silent, so that it never waits.
 *
 * @param zone of the institution
 */
export function whenTold(
  telling: Telling,
  channel: PersonChannel,
  { kinds, quiet, digestAt }: Preferences,
  { now, zone }: { readonly now: Date; readonly zone: string },
): When {
  const isPressed = isPressing(telling, now);
  const chosen = kinds[noticeKindOf(telling.kind)] ?? [];
  if (!chosen.includes(channel) && !(channel === 'desk' && isPressed)) return { how: 'never' };
  if (channel === 'desk' || isPressed) return { how: 'now' };
  const local = DateTime.fromJSDate(now, { zone });
  if (digestAt !== null) return { how: 'digest', at: nextAt(local, digestAt).toJSDate() };
  if (quiet !== null && isWithin(local, quiet))
    return { how: 'later', at: nextAt(local, quiet.until).toJSDate() };
  return { how: 'now' };
}

/** The next instant, later than this one, at which the clock on the wall shows a time. */
function nextAt(local: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = local.set({ hour, minute, second: 0, millisecond: 0 });
  return today > local ? today : today.plus({ days: 1 });
}

/** Whether a time of day lies in a span that may run over midnight; its end is outside, an empty span holds nothing. */
function isWithin(local: DateTime, { from, until }: { from: string; until: string }): boolean {
  const time = local.toFormat('HH:mm');
  return from <= until ? from <= time && time < until : time >= from || time < until;
}
