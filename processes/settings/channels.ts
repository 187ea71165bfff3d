import { z } from 'zod';
import { type Channel, channels } from '../complaint/statuses.ts';
import { bothLanguages, isLink } from './words.ts';

/** What a complaint that came by a channel must name: nothing, the link it stands under, or its number there. */
const needs = ['nothing', 'link', 'number'] as const;

/** The ways complaints come in; what was imported came by none of them. */
export const openChannels = channels.filter((one) => one !== 'import');

const channelSchema = z.strictObject({
  id: z.enum(openChannels),
  ...bothLanguages(40),
  open: z.boolean(),
  needs: z.enum(needs),
});
export type ChannelSetting = z.output<typeof channelSchema>;

/** The channels, each once. */
export const channelsDocument = z
  .strictObject({ items: z.array(channelSchema) })
  .superRefine(({ items }, context) => {
    const missing = openChannels.filter((one) => items.every(({ id }) => id !== one));
    if (missing.length > 0 || items.length !== openChannels.length)
      context.addIssue({ code: 'custom', path: ['items'], message: 'CHANNELS_EACH_ONCE' });
  });
export type ChannelsDocument = z.output<typeof channelsDocument>;

/** The channels as they are shipped: all open, asking for nothing. */
export function shippedChannels(
  name: (lang: 'zh' | 'en', channel: string) => string,
): ChannelsDocument {
  return {
    items: openChannels.map((id) => ({
      ...{ id, zh: name('zh', id), en: name('en', id), open: true, needs: 'nothing' },
    })),
  };
}

/** Why a complaint cannot come by a channel: the code of the sentence that says so; null when it can. */
export function channelProblem(
  { items }: ChannelsDocument,
  channel: Channel,
  reference: string | null,
): 'CHANNEL_CLOSED' | 'LINK_MISSING' | 'NUMBER_MISSING' | null {
  const found = items.find(({ id }) => id === channel);
  if (found === undefined) return null;
  if (!found.open) return 'CHANNEL_CLOSED';
  if (found.needs === 'link' && !isLink(reference ?? '')) return 'LINK_MISSING';
  if (found.needs === 'number' && (reference ?? '') === '') return 'NUMBER_MISSING';
  return null;
}
