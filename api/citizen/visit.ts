import type { Request, Response } from 'express';
import { nameIn } from '../../processes/settings/words.ts';
import { textsInForce, topicsInForce } from '../../workers/store/house-settings.ts';
import type { CitizenDeps } from './deps.ts';
import { toText } from './html.ts';
import { type Frame, layout, type Page } from './layout.ts';
import type { NamedTopic } from './pages/topic.ts';
import { readCookie } from './read-fields.ts';
import { wordsIn } from './words.ts';

/**
 * Nothing but our one stylesheet, our own forms and inline drawings: no script runs, whatever a text holds. One page of
 * the form may load the one script that is ours.
 */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];
const helpedPolicy = ["script-src 'self'", "connect-src 'self'"];

const displaySettings: readonly string[] = ['lang', 'text'];
const year = 365 * 24 * 3_600_000;

/** Whether cookies are to travel over TLS only. */
export function isSecure(deps: Pick<CitizenDeps, 'config'>): boolean {
  return deps.config.PUBLIC_URL.startsWith('https:');
}

function keepSetting(deps: CitizenDeps, response: Response, name: string, value: string): void {
  const secure = isSecure(deps);
  response.cookie(name, value, { maxAge: year, sameSite: 'lax', httpOnly: true, secure });
}

function textQuery(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) =>
      typeof value === 'string' && !displaySettings.includes(name) ? [[name, value]] : [],
    ),
  );
}

function isLarge(request: Request): boolean {
  const { text } = request.query;
  return (typeof text === 'string' ? text : readCookie(request, 'text')) === 'large';
}

async function institutionName({ units }: CitizenDeps, frame: Pick<Frame, 'lang' | 'say'>) {
  const root = (await units.list()).find(({ parentId }) => parentId === null);
  if (root === undefined) return frame.say('site.name');
  return (frame.lang === 'zh' ? root.name : root.nameEn) || root.name;
}

/** The visit a page is made for: language and text size as chosen, and kept when they were chosen now. */
export async function frameOf(
  deps: CitizenDeps,
  request: Request,
  response: Response,
  stylesheet: string,
  script?: string,
): Promise<Frame> {
  const words = wordsIn(deps.language, request.lang, await textsInForce(deps.settings));
  const large = isLarge(request);
  if (request.query.lang === request.lang) keepSetting(deps, response, 'lang', request.lang);
  if (request.query.text !== undefined)
    keepSetting(deps, response, 'text', large ? 'large' : 'normal');
  return {
    ...words,
    now: deps.now(),
    large,
    institution: await institutionName(deps, words),
    stylesheet,
    ...(script === undefined ? {} : { script }),
    path: request.path,
    query: textQuery(request),
  };
}

/** The frame of a page that says what went wrong, when the database may be away. */
export function bareFrame(deps: CitizenDeps, request: Request, stylesheet: string): Frame {
  const words = wordsIn(deps.language, request.lang);
  return {
    ...words,
    now: deps.now(),
    large: isLarge(request),
    institution: words.say('site.name'),
    stylesheet,
    path: '/',
    query: {},
  };
}

/** Sends a page; none is kept by anyone on the way, for most hold a person's words. */
export function show(response: Response, frame: Frame, page: Page, status = 200): void {
  response.set({
    'Content-Security-Policy': [
      ...contentPolicy,
      ...(page.helped === true ? helpedPolicy : []),
    ].join('; '),
    'Cache-Control': 'private, no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  response
    .status(status)
    .type('html')
    .send(toText(layout(frame, page)));
}

/** The name of a topic as people read it. */
export async function topicName(deps: CitizenDeps, frame: Frame, id: string): Promise<string> {
  return (await namedTopics(deps, frame)).find((topic) => topic.id === id)?.name ?? id;
}

/** Every topic there is, in its order; those nobody may choose any more too. */
export async function namedTopics(
  { settings }: CitizenDeps,
  { lang }: Frame,
): Promise<NamedTopic[]> {
  const { items } = await topicsInForce(settings);
  return items.map((topic) => ({ id: topic.id, name: nameIn(topic, lang) }));
}
