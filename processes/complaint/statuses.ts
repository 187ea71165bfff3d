/** Where a case stands; the words for people are `words.status.<status>` in the dictionaries. */
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
  'withdrawn',
  'imported-open',
  'imported-closed',
] as const;
export type Status = (typeof statuses)[number];

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
] as const;
export type Channel = (typeof channels)[number];
