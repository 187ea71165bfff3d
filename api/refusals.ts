/**
 * The HTTP status of each refusal that is not a plain conflict (409). 404 also hides what somebody may not know of.
 * Words for people are in `problems.json` under the same code.
 */
const statusByCode: Readonly<Record<string, number>> = {
  REQUEST_UNREADABLE: 400,
  JSON_BROKEN: 400,
  NOT_SIGNED_IN: 401,
  LOGIN_WRONG: 401,
  ROLE_MISSING: 403,
  ROLE_NOT_ALLOWED: 403,
  TASK_NOT_YOURS: 403,
  IDENTITY_CLOSED: 403,
  CROSS_SITE: 403,
  LOOPBACK_ONLY: 403,
  OWN_DRAFT: 403,
  OWN_CALENDAR_DRAFT: 403,
  OWN_APPEAL: 403,
  OWN_DEMERIT: 403,
  NOT_FOUND: 404,
  CASE_UNKNOWN: 404,
  CASE_NOT_OPENED: 404,
  TASK_UNKNOWN: 404,
  USER_UNKNOWN: 404,
  UNIT_UNKNOWN: 404,
  REPLY_UNKNOWN: 404,
  CLOCK_UNKNOWN: 404,
  STALL_UNKNOWN: 404,
  CALENDAR_UNKNOWN: 404,
  CALENDAR_DRAFT_UNKNOWN: 404,
  CALENDAR_RUN_UNKNOWN: 404,
  ATTACHMENT_UNKNOWN: 404,
  TRACKING_UNKNOWN: 404,
  SCORE_UNKNOWN: 404,
  APPEAL_UNKNOWN: 404,
  REPORT_UNKNOWN: 404,
  CHANGED_MEANWHILE: 412,
  BODY_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  TOO_MANY_FILES: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  FIELDS_INVALID: 422,
  FIELD_INVALID: 422,
  FILE_EMPTY: 422,
  FILE_TYPE_REFUSED: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  CURSOR_UNREADABLE: 422,
  DEPLOYMENT_REFUSED: 422,
  DEPLOYMENT_FILE: 422,
  DEPLOYMENT_EMPTY: 422,
  ENGINE_REFUSED: 422,
  PARENT_UNKNOWN: 422,
  CALENDAR_PROBLEMS: 422,
  NOT_A_REDUCTION: 422,
  PERIOD_INVALID: 422,
  VERSION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_LOGINS: 429,
  INTERNAL: 500,
  DATABASE_UNREACHABLE: 503,
  ENGINE_UNREACHABLE: 503,
  DESK_NOT_BUILT: 503,
};

/** The status a refusal is answered with; one without a row of its own is a conflict with how things stand. */
export function statusOf(code: string): number {
  return statusByCode[code] ?? 409;
}

/** The codes with a status of their own. */
export const refusalCodes: readonly string[] = Object.keys(statusByCode);
