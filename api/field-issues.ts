import type { z } from 'zod';
import type { Params } from './language.ts';

/** One field that does not hold: where (JSON pointer into what was sent), which rule, and what fills its sentence. */
export interface FieldIssue {
  readonly pointer: string;
  readonly code: string;
  readonly params: Params;
}

/** What was sent does not have the shape that was asked for; every wrong field is named. */
export class FieldsRefused extends Error {
  override readonly name = 'FieldsRefused';
  readonly issues: readonly FieldIssue[];

  constructor(issues: readonly FieldIssue[]) {
    super('FIELDS_INVALID');
    this.issues = issues;
  }
}

type Issue = z.core.$ZodIssue;
const codeShape = /^[A-Z][A-Z0-9_]+$/;

function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function isMissing(sent: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = sent;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return true;
    at = Object.getOwnPropertyDescriptor(at, step)?.value;
  }
  return at === undefined || at === null || at === '';
}

function ruleOf(issue: Issue, sent: unknown): { code: string; params: Params } {
  if (codeShape.test(issue.message)) return { code: issue.message, params: {} };
  if (isMissing(sent, issue.path)) return { code: 'REQUIRED', params: {} };
  switch (issue.code) {
    case 'too_small':
      return {
        code: issue.origin === 'string' ? 'TOO_SHORT' : 'TOO_SMALL',
        params: { min: Number(issue.minimum) },
      };
    case 'too_big':
      return {
        code: issue.origin === 'string' ? 'TOO_LONG' : 'TOO_BIG',
        params: { max: Number(issue.maximum) },
      };
    case 'invalid_value':
      return { code: 'NOT_A_CHOICE', params: {} };
    case 'invalid_format':
      return { code: 'WRONG_FORMAT', params: {} };
    case 'invalid_type':
      return { code: 'WRONG_TYPE', params: {} };
    default:
      return { code: 'INVALID', params: {} };
  }
}

/** Every wrong field of what was sent; unknown ones are named one by one. */
export function fieldIssues(error: z.ZodError, sent: unknown, base = ''): FieldIssue[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: base + pointerOf([...issue.path, key]),
        code: 'UNKNOWN_FIELD',
        params: {},
      }));
    }
    return [{ pointer: base + pointerOf(issue.path), ...ruleOf(issue, sent) }];
  });
}

/**
 * What was sent, typed.
 * @param base pointer of the part that is looked at, e.g. `/fields`
 * @throws FieldsRefused with every wrong field
 */
export function parseFields<T extends z.ZodType>(shape: T, sent: unknown, base = ''): z.output<T> {
  const parsed = shape.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw new FieldsRefused(fieldIssues(parsed.error, sent, base));
}
