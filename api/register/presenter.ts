import type { ReplyRow } from '../../workers/store/replies.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { presentReply, unitNameOf } from '../complaints/presenter.ts';
import type { Lang, Language } from '../language.ts';

/** A published reply as a line of the register. */
export function presentLine(
  { number, topic, subject, publishedAt }: ReplyRow,
  unit: UnitRow | null,
  { language, lang }: { readonly language: Language; readonly lang: Lang },
) {
  const key = `topic.${topic}`;
  return {
    number,
    topic,
    topicName: language.has(lang, 'words', key) ? language.say(lang, 'words', key) : null,
    subject,
    unitName: unitNameOf(unit, lang),
    publishedAt: publishedAt.toISOString(),
  };
}

/** A published reply with its text. */
export function presentPublished(
  row: ReplyRow,
  unit: UnitRow | null,
  words: { readonly language: Language; readonly lang: Lang },
) {
  return {
    ...presentLine(row, unit, words),
    reply: presentReply(row, unitNameOf(unit, words.lang)),
  };
}
