import type { z } from 'zod';
import type { JobInput, JobOutput, JobType } from '../../processes/contracts.ts';
import { jobs } from '../../processes/contracts.ts';
import { Unrecoverable } from '../platform/errors.ts';

interface Contract<T extends JobType> {
  readonly input: z.ZodType<JobInput<T>> & { readonly shape: Readonly<Record<string, unknown>> };
  readonly output: z.ZodType<JobOutput<T>>;
}

const contracts: { readonly [T in JobType]: Contract<T> } = jobs;

/** Half of the engine's limit of a message would still pass; ids, dates and decisions never come near this. */
export const largestVariables = 64 * 1024;

/** The only variables a job of this type is given. */
export function variablesOf(type: JobType): string[] {
  return Object.keys(contracts[type].input.shape);
}

/**
 * What a job is given, checked against its contract.
 *
 * @throws Unrecoverable naming the places that do not hold, never their values
 */
export function readInput<T extends JobType>(type: T, variables: string): JobInput<T> {
  checkSize(variables, 'input');
  let given: unknown;
  try {
    given = JSON.parse(variables);
  } catch (cause) {
    throw new Unrecoverable('input: not JSON', { cause });
  }
  return check(contracts[type].input, given, 'input');
}

/**
 * What a job gives back, checked against its contract.
 *
 * @throws Unrecoverable naming the places that do not hold, never their values
 */
export function checkOutput<T extends JobType>(type: T, output: unknown): JobOutput<T> {
  const checked = check(contracts[type].output, output, 'output');
  checkSize(JSON.stringify(checked), 'output');
  return checked;
}

function checkSize(json: string, side: string): void {
  const bytes = Buffer.byteLength(json);
  if (bytes > largestVariables)
    throw new Unrecoverable(`${side}: ${bytes} bytes, more than ${largestVariables}`);
}

function check<V>(schema: z.ZodType<V>, value: unknown, side: string): V {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
    throw new Unrecoverable(`${side}: ${places.slice(0, 10).join(', ')}`);
  }
  const place = unusablePlace(parsed.data, '');
  if (place !== null) throw new Unrecoverable(`${side}: ${place} cannot be kept unchanged`);
  return parsed.data;
}

/** Where a number was rounded on its way (from 2^53 on), or a text holds NUL or half a character; null when nowhere. */
function unusablePlace(value: unknown, path: string): string | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? path : null;
  if (typeof value === 'string') return /\p{Surrogate}|\0/u.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    const place = unusablePlace(part, path === '' ? name : `${path}.${name}`);
    if (place !== null) return place;
  }
  return null;
}
