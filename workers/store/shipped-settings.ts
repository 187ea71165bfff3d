import { usualQuietHours } from '../../processes/escalation/quiet-hours.ts';
import enWords from '../../processes/language/en/words.json' with { type: 'json' };
import zhWords from '../../processes/language/zh/words.json' with { type: 'json' };
import { shippedRotas } from '../../processes/rota/rota.ts';
import { type ChannelsDocument, shippedChannels } from '../../processes/settings/channels.ts';
import type { HouseKind } from '../../processes/settings/kinds.ts';
import { shippedSources } from '../../processes/settings/sources.ts';
import { shippedTexts } from '../../processes/settings/texts.ts';
import { shippedTopics, type TopicsDocument } from '../../processes/settings/topics.ts';

const dictionaries = { zh: zhWords, en: enWords } as const;

function named(group: 'topic' | 'channel') {
  return (lang: 'zh' | 'en', id: string): string => {
    const known: Readonly<Record<string, string>> = dictionaries[lang][group];
    return known[id] ?? id;
  };
}

/** The complaint types nobody has changed yet. */
export const usualTopics: TopicsDocument = shippedTopics(named('topic'));

/** The channels nobody has changed yet. */
export const usualChannels: ChannelsDocument = shippedChannels(named('channel'));

/** What holds while nobody has set anything. */
export const shippedSettings = {
  topics: usualTopics,
  channels: usualChannels,
  texts: shippedTexts,
  'quiet-hours': usualQuietHours,
  rotas: shippedRotas,
  sources: shippedSources,
} as const satisfies Record<HouseKind, unknown>;
