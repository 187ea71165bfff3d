import type { ApiDeps } from '../deps.ts';

/** What the citizen pages work with; put together in `api/main.ts`. */
export type CitizenDeps = Pick<
  ApiDeps,
  | 'config'
  | 'logger'
  | 'now'
  | 'language'
  | 'limits'
  | 'tracking'
  | 'replies'
  | 'units'
  | 'store'
  | 'cases'
  | 'complaints'
  | 'entries'
  | 'settings'
  | 'outbox'
  | 'numbers'
  | 'attachments'
  | 'drafts'
  | 'definitions'
  | 'calendars'
  | 'signatures'
  | 'caseList'
>;
