import type { Now } from '../platform/clock.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { DeliveryRow } from '../store/deliveries.ts';
import type { Stores } from '../store/stores.ts';
import type { Channels } from './port.ts';
import { type Written, writeDigest, writeMessage } from './write-message.ts';

export interface MessageDeps extends Pick<Stores, 'deliveries' | 'users' | 'preferences'> {
  readonly channels: Channels;
  readonly deskUrl: string;
  readonly now: Now;
}

type Write = (writing: {
  readonly language: 'zh' | 'en';
  readonly deskUrl: string;
  readonly now: Date;
}) => Written;

/** Sends to the address the person gave for a channel; whoever gave none, or left, is not written to. */
async function sendTo(
  { users, preferences, channels, deskUrl, now }: MessageDeps,
  { userId, channel }: Pick<DeliveryRow, 'userId' | 'channel'>,
  key: string,
  write: Write,
): Promise<string> {
  if (channel === 'desk') return 'desk';
  const [user, { addresses }] = await Promise.all([users.find(userId), preferences.find(userId)]);
  if (user === null || user.disabled) return 'left';
  const to = addresses[channel];
  if (to === '') return 'no-address';
  const at = now();
  const written = write({ language: user.language, deskUrl, now: at });
  return channels[channel].send({ key, to, ...written, at });
}

/**
 * Carries one notice to one person by one channel. It is sent before it is marked: after a crash in between it is
 * sent again under the same key, and only the key makes the second one harmless.
 *
 * @throws Unrecoverable when there is no such delivery, or its address cannot be written to
 */
export async function deliverMessage(deps: MessageDeps, deliveryId: string): Promise<void> {
  const row = await deps.deliveries.find(deliveryId);
  if (row === null) throw new Unrecoverable('there is no such delivery');
  if (row.sentAt !== null) return;
  const receipt = await sendTo(deps, row, deliveryId, (writing) => writeMessage(row, writing));
  await deps.deliveries.sent([deliveryId], deps.now(), receipt);
}

/** Carries the summary of a day to one person; what was sent before is not in it, and an empty one is not sent. */
export async function deliverDigest(deps: MessageDeps, digest: string): Promise<void> {
  const rows = await deps.deliveries.ofDigest(digest);
  const [first] = rows;
  if (first === undefined) return;
  const receipt = await sendTo(deps, first, `digest:${digest}`, (writing) =>
    writeDigest(rows, writing),
  );
  await deps.deliveries.sent(
    rows.map(({ _id }) => _id),
    deps.now(),
    receipt,
  );
}
