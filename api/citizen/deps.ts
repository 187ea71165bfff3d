import type { ApiDeps } from '../deps.ts';
import type { Pace } from './pages/start.ts';

/** What the citizen pages work with; put together in `api/main.ts`. */
export interface CitizenDeps
  extends Pick<
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
  > {
  /** What the pages promise; the default regime's. */
  readonly pace: Pace;
}

/** The default regime: first response within 24 hours, answer within 8 working days. */
export const cityPace: Pace = { hours: 24, days: 8 };
