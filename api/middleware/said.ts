import { MulterError } from 'multer';
import { z } from 'zod';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../../workers/platform/errors.ts';
import { UnreadableSetting, WrongSetting } from '../../workers/store/change-setting.ts';
import { InvalidFields } from '../../workers/store/complete-task.ts';
import { isUnreachable } from '../../workers/store/unreachable.ts';
import { RefusedSet } from '../../workers/zeebe/deploy.ts';
import { EngineError } from '../../workers/zeebe/port.ts';
import { type FieldIssue, FieldsRefused, fieldIssues } from '../field-issues.ts';
import type { Params } from '../language.ts';

const setProblem = z.object({
  file: z.string().nullable(),
  element: z.string().nullable(),
  rule: z.string(),
  message: z.string(),
  line: z.number().nullable(),
});

/** One place of a deployment that must be mended. */
export interface PlacedProblem {
  readonly file?: string;
  /** Element and line, as far as they are known. */
  readonly place?: string;
  readonly message: string;
}

/** What a refusal says, before it is put into words. */
export interface Said {
  readonly code: string;
  readonly params: Params;
  readonly issues?: readonly FieldIssue[];
  readonly problems?: readonly PlacedProblem[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

const uploadCodes: Readonly<Record<string, string>> = {
  LIMIT_FILE_SIZE: 'FILE_TOO_LARGE',
  LIMIT_FILE_COUNT: 'TOO_MANY_FILES',
  LIMIT_PART_COUNT: 'TOO_MANY_FILES',
  LIMIT_FIELD_VALUE: 'BODY_TOO_LARGE',
};

const bodyCodes: Readonly<Record<string, string>> = {
  'entity.too.large': 'BODY_TOO_LARGE',
  'parameters.too.many': 'BODY_TOO_LARGE',
  'entity.parse.failed': 'JSON_BROKEN',
  'encoding.unsupported': 'MEDIA_TYPE_UNSUPPORTED',
  'charset.unsupported': 'MEDIA_TYPE_UNSUPPORTED',
};

function fieldOf(refusal: Refusal): FieldIssue {
  const reason = String(refusal.params.reason ?? '');
  const code = /^[A-Z][A-Z0-9_]+$/.test(reason) ? reason : 'INVALID';
  return { pointer: `/${refusal.params.field ?? ''}`, code, params: {} };
}

function formIssues({ problems: wrong }: InvalidFields): FieldIssue[] {
  return wrong.map(({ field, code, limit }) => ({
    pointer: `/fields/${field}`,
    code,
    params: { min: limit ?? 0, max: limit ?? 0 },
  }));
}

function settingIssues({ issues }: WrongSetting): FieldIssue[] {
  return issues.map(({ path, code, params }) => ({
    pointer: `/value/${path.join('/')}`,
    ...{ code, params },
  }));
}

function saidOfFields(thrown: unknown): readonly FieldIssue[] | null {
  if (thrown instanceof FieldsRefused) return thrown.issues;
  if (thrown instanceof InvalidFields) return formIssues(thrown);
  if (thrown instanceof WrongSetting) return settingIssues(thrown);
  if (thrown instanceof UnreadableSetting) return fieldIssues(thrown.error, thrown.sent, '/value');
  return null;
}

function placeProblem(problem: unknown): PlacedProblem {
  const known = setProblem.safeParse(problem);
  if (!known.success) return { message: String(problem) };
  const { file, element, line, message } = known.data;
  const place = [element, line === null ? null : `line ${line}`].filter(Boolean).join(', ');
  return { ...(file === null ? {} : { file }), ...(place === '' ? {} : { place }), message };
}

function saidByEngine({ kind, message }: EngineError): Said {
  return kind === 'transient'
    ? { code: 'ENGINE_UNREACHABLE', params: {}, retryAfter: 10 }
    : { code: 'ENGINE_REFUSED', params: {}, problems: [{ message }] };
}

function saidByParser(thrown: unknown): string | null {
  if (thrown instanceof URIError) return 'REQUEST_UNREADABLE';
  if (typeof thrown !== 'object' || thrown === null || !('type' in thrown)) return null;
  if (!('status' in thrown) || typeof thrown.status !== 'number' || thrown.status >= 500)
    return null;
  return bodyCodes[String(thrown.type)] ?? 'REQUEST_UNREADABLE';
}

/** What somebody is told of what was thrown; null for what nobody foresaw. */
export function saidBy(thrown: unknown): Said | null {
  const issues = saidOfFields(thrown);
  if (issues !== null) return { code: 'FIELDS_INVALID', params: {}, issues };
  if (thrown instanceof Refusal) {
    const { code, params } = thrown;
    if (code === 'FIELD_INVALID') return { code, params, issues: [fieldOf(thrown)] };
    const wait = params.retryAfter;
    return { code, params, ...(typeof wait === 'number' ? { retryAfter: wait } : {}) };
  }
  if (thrown instanceof Conflict) return { code: 'CHANGED_MEANWHILE', params: {} };
  if (thrown instanceof MulterError)
    return { code: uploadCodes[thrown.code] ?? 'REQUEST_UNREADABLE', params: {} };
  if (isUnreachable(thrown)) return { code: 'DATABASE_UNREACHABLE', params: {}, retryAfter: 5 };
  if (thrown instanceof EngineError) return saidByEngine(thrown);
  if (thrown instanceof RefusedSet)
    return { code: 'DEPLOYMENT_REFUSED', params: {}, problems: thrown.problems.map(placeProblem) };
  const code = saidByParser(thrown);
  return code === null ? null : { code, params: {} };
}
