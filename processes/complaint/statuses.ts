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
  'visit',
  'weibo',
  'wechat',
  'board',
  'referral',
  'session',
  'open311',
  'import',
] as const;
export type Channel = (typeof channels)[number];

/** The doors staff take a complaint in by for somebody else. */
export const enteredChannels = [
  'hotline',
  'letter',
  'visit',
  'mailbox',
  'email',
  'weibo',
  'wechat',
  'board',
  'referral',
] as const satisfies readonly Channel[];
