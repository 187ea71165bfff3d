import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { dayIn, lastDayBefore, momentIn } from '../../processes/language/dates.ts';
import en from '../../processes/language/en/notify.json' with { type: 'json' };
import zh from '../../processes/language/zh/notify.json' with { type: 'json' };
import { noticeKindOf } from '../../processes/notify/preferences.ts';
import { createSay, type Language, type Say } from '../mail/words.ts';
import type { DeliveryRow } from '../store/deliveries.ts';

type NotifySay = Say<typeof zh.message>;
type Params = DeliveryRow['params'];

/** What is written to a person of the house. Numbers and dates only: it can reach the wrong screen. */
export interface Written {
  readonly subject: string;
  readonly text: string;
}

interface Writing {
  readonly language: Language;
  readonly deskUrl: string;
  readonly now: Date;
}

function sayIn(language: Language): NotifySay {
  return createSay({ zh: zh.message, en: en.message }, language);
}

function dateOf(value: Params[string] | undefined, language: Language, now: Date): string {
  if (!(value instanceof Date)) return '';
  const lastDay = lastDayBefore(value);
  return lastDay === null
    ? momentIn(language, value, now)
    : `${dayIn(language, lastDay, now)} 24:00`;
}

function textOf(value: Params[string] | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function clockOf(say: NotifySay, kind: string): string {
  const known = clockKinds.find((one) => one === kind);
  return say(`clock.${known ?? 'any'}`);
}

function outcomeOf(say: NotifySay, outcome: string): string {
  if (outcome === 'reduced' || outcome === 'withdrawn') return say(`outcome.${outcome}`);
  return say('outcome.upheld');
}

function valuesOf(say: NotifySay, params: Params, { language, now }: Writing) {
  return {
    number: textOf(params.number),
    due: dateOf(params.dueAt, language, now),
    clock: clockOf(say, textOf(params.kind)),
    points: textOf(params.points),
    until: dateOf(params.appealUntil, language, now),
    outcome: outcomeOf(say, textOf(params.outcome)),
    before: textOf(params.before),
    after: textOf(params.after),
  };
}

/** One notice in the words of a person's language. */
export function writeMessage(
  { kind, params }: Pick<DeliveryRow, 'kind' | 'params'>,
  writing: Writing,
): Written {
  const say = sayIn(writing.language);
  const values = valuesOf(say, params, writing);
  const known = noticeKindOf(kind);
  const text = [
    say(`kind.${known}.text`, values),
    say('frame.desk', { url: writing.deskUrl }),
    say('frame.automatic'),
  ].join('\n\n');
  return { subject: say(`kind.${known}.subject`, values).trim(), text };
}

/** The summary of a day: one line for each notice, the oldest first. */
export function writeDigest(
  rows: readonly Pick<DeliveryRow, 'kind' | 'params' | 'at'>[],
  writing: Writing,
): Written {
  const say = sayIn(writing.language);
  const lines = rows.map(
    (row) =>
      `${momentIn(writing.language, row.at, writing.now)}  ${writeMessage(row, writing).subject}`,
  );
  const text = [
    say('digest.lead', { count: rows.length }),
    lines.join('\n'),
    say('frame.desk', { url: writing.deskUrl }),
    say('frame.automatic'),
  ].join('\n\n');
  return { subject: say('digest.subject', { count: rows.length }), text };
}
