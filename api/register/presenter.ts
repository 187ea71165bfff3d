import type { TopicsDocument } from '../../processes/settings/topics.ts';
import { nameIn } from '../../processes/settings/words.ts';
import type { PublicReply } from '../../workers/store/replies.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { presentReply, unitNameOf } from '../complaints/presenter.ts';
import type { Lang } from '../language.ts';
import { presentFile, presentNote } from '../publications/presenter.ts';

/** A published reply as a line of the register. */
export function presentLine(
  { number, topic, subject, publishedAt }: PublicReply,
  unit: UnitRow | null,
  { topics, lang }: { readonly topics: TopicsDocument; readonly lang: Lang },
) {
  const named = topics.items.find(({ id }) => id === topic);
  return {
    number,
    topic,
    topicName: named === undefined ? null : nameIn(named, lang),
    subject,
    unitName: unitNameOf(unit, lang),
    publishedAt: publishedAt.toISOString(),
  };
}

/** A published reply with its text. */
export function presentPublished(
  row: PublicReply,
  unit: UnitRow | null,
  words: { readonly topics: TopicsDocument; readonly lang: Lang },
) {
  return {
    ...presentLine(row, unit, words),
    reply: presentReply(row, unitNameOf(unit, words.lang)),
    files: row.files.map(presentFile),
    notes: row.notes.map(presentNote),
  };
}
