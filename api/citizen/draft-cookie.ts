import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { DraftRow } from '../../workers/store/drafts.ts';
import type { CitizenDeps } from './deps.ts';
import { readCookie } from './read-fields.ts';
import { isSecure } from './visit.ts';

/** How long a draft is kept, in hours. */
export const draftHours = 24;
/** How long the receipt can be shown again in the browser that sent the complaint, in minutes. */
export const receiptMinutes = 60;

const cookieName = 'draft';
const cookieShape = /^[\w-]{43}$/;

/** What follows from the browser's cookie; the database holds `id` alone, from which the cookie does not follow. */
export interface DraftKeys {
  readonly id: string;
  /** Stands in our own forms: another site cannot know it. */
  readonly token: string;
  /** One per draft: whoever presses the button twice gets the same receipt. */
  readonly idempotencyKey: string;
}

export interface OpenDraft extends DraftKeys {
  readonly row: DraftRow;
}

function keysOf(cookie: string): DraftKeys {
  const derive = (use: string) => createHash('sha256').update(`${use}\n${cookie}`).digest('hex');
  return { id: derive('draft'), token: derive('form'), idempotencyKey: `web:${derive('send')}` };
}

/** The keys of the draft this browser writes; null when it has none. */
export function draftKeys(request: Request): DraftKeys | null {
  const cookie = readCookie(request, cookieName);
  return cookie !== null && cookieShape.test(cookie) ? keysOf(cookie) : null;
}

/** The draft this browser writes or has sent; null when there is none any more. */
export async function openDraft(
  { drafts, now }: CitizenDeps,
  request: Request,
): Promise<OpenDraft | null> {
  const keys = draftKeys(request);
  if (keys === null) return null;
  const row = await drafts.find(keys.id, now());
  return row === null ? null : { ...keys, row };
}

/** Begins a draft with what was typed; the browser keeps its key until it is closed. */
export async function beginDraft(
  deps: CitizenDeps,
  response: Response,
  fields: Partial<DraftRow['fields']>,
): Promise<void> {
  const cookie = randomBytes(32).toString('base64url');
  const expiresAt = new Date(deps.now().getTime() + draftHours * 3_600_000);
  await deps.drafts.begin(keysOf(cookie).id, fields, expiresAt);
  const secure = isSecure(deps);
  response.cookie(cookieName, cookie, { httpOnly: true, sameSite: 'lax', path: '/', secure });
}

/** Takes the draft's key out of the browser. */
export function forgetDraft(response: Response): void {
  response.clearCookie(cookieName, { path: '/' });
}
