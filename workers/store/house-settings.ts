import { type QuietHours, quietHoursSchema } from '../../processes/escalation/quiet-hours.ts';
import { Refusal } from '../../processes/refusal.ts';
import { type RotaDocument, rotaDocument } from '../../processes/rota/rota.ts';
import { type ChannelsDocument, channelsDocument } from '../../processes/settings/channels.ts';
import { type SourcesDocument, sourcesDocument } from '../../processes/settings/sources.ts';
import { type TextsDocument, textsDocument } from '../../processes/settings/texts.ts';
import {
  type TopicSetting,
  type TopicsDocument,
  topicsDocument,
} from '../../processes/settings/topics.ts';
import type { SettingStore } from './settings.ts';
import { shippedSettings, usualChannels, usualTopics } from './shipped-settings.ts';

type Read = Pick<SettingStore, 'find'>;

/** The complaint types in force. */
export async function topicsInForce(settings: Read): Promise<TopicsDocument> {
  const set = await settings.find('topics');
  return set === null ? usualTopics : topicsDocument.parse(set);
}

/**
 * A complaint type that a complaint may get now.
 * @throws Refusal `FIELD_INVALID` when there is none of this code, or it is retired
 */
export async function standingTopic(settings: Read, topic: string): Promise<TopicSetting> {
  const { items } = await topicsInForce(settings);
  const found = items.find(({ id }) => id === topic);
  if (found === undefined || found.retired)
    throw new Refusal('FIELD_INVALID', { field: 'topic', reason: 'NOT_A_CHOICE' });
  return found;
}

/** The unit that an administrator set for a complaint type: what a rule knows of the unit before the office decides. */
export async function unitOfTopic(settings: Read, topic: string): Promise<string | null> {
  const { items } = await topicsInForce(settings);
  return items.find(({ id }) => id === topic)?.unitId ?? null;
}

/** The channels in force. */
export async function channelsInForce(settings: Read): Promise<ChannelsDocument> {
  const set = await settings.find('channels');
  return set === null ? usualChannels : channelsDocument.parse(set);
}

/** The texts the institution words for itself. */
export async function textsInForce(settings: Read): Promise<TextsDocument> {
  return textsDocument.parse((await settings.find('texts')) ?? shippedSettings.texts);
}

/** The hours of the night in which nobody is disturbed without need: of the ladder, and of everybody who chose none. */
export async function quietHoursInForce(settings: Read): Promise<QuietHours> {
  return quietHoursSchema.parse(
    (await settings.find('quiet-hours')) ?? shippedSettings['quiet-hours'],
  );
}

/** The rotas of those who stand duty. */
export async function rotasInForce(settings: Read): Promise<RotaDocument> {
  return rotaDocument.parse((await settings.find('rotas')) ?? shippedSettings.rotas);
}

/** The public feeds that are watched, and the words they are watched by. */
export async function sourcesInForce(settings: Read): Promise<SourcesDocument> {
  return sourcesDocument.parse((await settings.find('sources')) ?? shippedSettings.sources);
}
