import { z } from 'zod';
import type { Role } from '../processes/roles.ts';

/** What an endpoint takes and gives: requests are checked by it and the OpenAPI document is made of it. */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** `anyone`, everybody signed in, or only holders of one of these roles. */
  readonly who: 'anyone' | 'staff' | readonly Role[];
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly sends: 'nothing' | 'json' | 'multipart' | 'json-or-multipart';
  readonly status: number;
  readonly answer: z.ZodType | null;
  /** Media type of an answer that is no JSON. */
  readonly media?: string;
}

const none = z.strictObject({});

/** An endpoint that takes nothing; each declaration names what differs. Unknown keys are refused everywhere. */
export const bare = {
  who: 'staff',
  params: none,
  query: none,
  body: none.optional(),
  sends: 'nothing',
  status: 200,
  answer: null,
} as const;

/** Declares an endpoint. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  given: Endpoint<P, Q, B>,
): Endpoint<P, Q, B> {
  return given;
}
