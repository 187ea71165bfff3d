import { type QuietHours, quietHoursSchema } from '../../processes/escalation/quiet-hours.ts';
import { type ChannelsDocument, channelsDocument } from '../../processes/settings/channels.ts';
import { type TextsDocument, textsDocument } from '../../processes/settings/texts.ts';
import { type TopicsDocument, topicsDocument } from '../../processes/settings/topics.ts';
import type { SettingStore } from './settings.ts';
import { shippedSettings, usualChannels, usualTopics } from './shipped-settings.ts';

type Read = Pick<SettingStore, 'find'>;

/** The complaint types in force. */
export async function topicsInForce(settings: Read): Promise<TopicsDocument> {
  const set = await settings.find('topics');
  return set === null ? usualTopics : topicsDocument.parse(set);
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
