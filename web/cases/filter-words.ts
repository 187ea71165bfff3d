import type { Channel, Status } from '../api/types.ts';

/** The statuses a list can be narrowed to, in the order a case goes through them. */
export const statuses = [
  'received',
  'accepted',
  'assigned',
  'proposed',
  'drafted',
  'signed',
  'answered',
  'archived',
  'refused',
  'handed-over',
  'imported-open',
  'imported-closed',
] as const satisfies readonly Status[];

/** The channels a complaint can come through. */
export const channels = [
  'web',
  'hotline',
  'mailbox',
  'email',
  'letter',
  'weibo',
  'wechat',
  'board',
  'referral',
  'session',
  'import',
] as const satisfies readonly Channel[];
