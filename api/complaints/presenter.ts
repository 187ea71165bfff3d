import type { z } from 'zod';
import type { Receipt } from '../../workers/store/intake.ts';
import type { ReplyRow } from '../../workers/store/replies.ts';
import type { TrackingView, UnitName } from '../../workers/store/tracking.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import type { Lang } from '../language.ts';
import type { reply, trackingAnswer } from './schema.ts';

/** The name of a unit in the reader's language. */
export function unitNameOf(unit: Pick<UnitRow, 'name' | 'nameEn'> | null, lang: Lang) {
  return unit === null ? null : nameIn({ zh: unit.name, en: unit.nameEn }, lang);
}

function nameIn(name: UnitName | null, lang: Lang): string | null {
  return name === null ? null : name[lang] || name.zh;
}

/** What the sender keeps; the secret is shown this once. The address holds the number only. */
export function presentReceipt({ number, secret }: Receipt, publicUrl: string) {
  return { number, secret, trackUrl: `${publicUrl.replace(/\/$/, '')}/track?number=${number}` };
}

/** A reply as it went out, without anything of the complaint. */
export function presentReply(
  { fields, publishedAt, promise }: Pick<ReplyRow, 'fields' | 'publishedAt' | 'promise'>,
  unitName: string | null,
): z.input<typeof reply> {
  const { investigator, investigatedOn, finding, findingText, ground, contact } = fields;
  return {
    unitName,
    publishedAt: publishedAt.toISOString(),
    investigator,
    investigatedOn,
    finding,
    findingText,
    measures: fields.measures || null,
    measuresBy: fields.measuresBy || null,
    ground,
    contact,
    promise: promise ?? null,
  };
}

function presentNext({ by, pause, ...next }: NonNullable<TrackingView['next']>) {
  return {
    ...next,
    by: by?.toISOString() ?? null,
    pause: pause && { from: pause.from.toISOString(), category: pause.category },
  };
}

function presentRecourse({
  at,
  until,
  decidedAt,
  ...known
}: NonNullable<TrackingView['recourse']>) {
  return {
    ...known,
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/** How a complaint stands, for the one who sent it. */
export function presentTracking(view: TrackingView, lang: Lang): z.input<typeof trackingAnswer> {
  const {
    unit,
    reply: answered,
    receivedAt,
    mergedAt,
    progress,
    next,
    secondAnswer,
    ...rest
  } = view;
  const { questions, interim, reopenUntil, reopenedAs, recourseUntil, recourse, ...known } = rest;
  return {
    ...known,
    files: [...known.files],
    questions: questions.map(({ until, ...asked }) => ({
      ...asked,
      until: until?.toISOString() ?? null,
    })),
    interim: interim.map(({ at, ...told }) => ({ ...told, at: at.toISOString() })),
    receivedAt: receivedAt.toISOString(),
    mergedAt: mergedAt?.toISOString() ?? null,
    reopenUntil: reopenUntil?.toISOString() ?? null,
    recourseUntil: recourseUntil?.toISOString() ?? null,
    recourse: recourse && presentRecourse(recourse),
    reopenedAs: reopenedAs && { ...reopenedAs, at: reopenedAs.at.toISOString() },
    unitName: nameIn(unit, lang),
    progress: progress.map(({ step, state, at }) => ({
      step,
      state,
      at: at?.toISOString() ?? null,
    })),
    next: next === null ? null : presentNext(next),
    secondAnswer: secondAnswer && { ...secondAnswer, at: secondAnswer.at.toISOString() },
    reply: answered === null ? null : presentReply(answered, nameIn(answered.unit, lang)),
  };
}
