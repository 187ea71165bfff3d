import { covered } from '../../../processes/publication/marks.ts';
import type { PublicNote, PublicReply } from '../../../workers/store/replies.ts';
import { sayPast } from '../dates.ts';
import { type Html, html, type Part, paragraphs } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import { letter } from './letter.ts';
import type { NamedTopic } from './topic.ts';

export type Published = Pick<
  PublicReply,
  'number' | 'subject' | 'topic' | 'fields' | 'publishedAt' | 'files' | 'notes' | 'promise'
> & { readonly unitName: string };

export interface RegisterState {
  readonly q: string;
  readonly topic: string;
  readonly topics: readonly NamedTopic[];
  readonly items: readonly Published[];
  /** Cursor of the page behind this one; null when this is the last. */
  readonly next: string | null;
  readonly isFirst: boolean;
}

function filter(frame: Frame, { q, topic, topics }: RegisterState): Html {
  const { say } = frame;
  const options = topics.map(
    ({ id, name }) =>
      html`<option value="${id}"${id === topic && html` selected`}>${name}</option>`,
  );
  return html`<form class="filter screen-only" method="get" action="/register" role="search">
<div class="field"><label for="q">${say('register.words')}</label><input class="wide" type="search" id="q" name="q" value="${q}"></div>
<div class="field"><label for="topic">${say('register.topic')}</label><select id="topic" name="topic"><option value="">${say('register.allTopics')}</option>${options}</select></div>
<p class="actions"><button class="button second">${say('register.find')}</button></p>
</form>`;
}

function line(frame: Frame, item: Published): Html {
  const { say, now } = frame;
  return html`<li><h2><a href="/register/${encodeURIComponent(item.number)}">${item.subject}</a></h2>
<p class="hint">${say(`finding.${item.fields.finding}`)} · ${item.unitName} · ${sayPast(item.publishedAt, now, frame)}</p></li>`;
}

function pages(frame: Frame, { q, topic, next, isFirst }: RegisterState): Part {
  const { say } = frame;
  const kept = { ...(q !== '' && { q }), ...(topic !== '' && { topic }) };
  const first = `/register?${new URLSearchParams(kept).toString()}`;
  const older = `/register?${new URLSearchParams({ ...kept, cursor: next ?? '' }).toString()}`;
  return html`<p class="pages screen-only">${!isFirst && html`<a href="${first}">${say('register.first')}</a> `}${next !== null && html`<a href="${older}" rel="next">${say('register.next')}</a>`}</p>`;
}

/** The public register of published replies. */
export function registerPage(frame: Frame, state: RegisterState): Page {
  const { say } = frame;
  const { items, q, topic, isFirst } = state;
  const unfiltered = q === '' && topic === '' && isFirst;
  const list =
    items.length === 0
      ? html`<p class="empty">${say(unfiltered ? 'register.empty' : 'register.none')}</p>`
      : html`<p>${say('register.count', { count: items.length })}</p><ul class="published">${items.map((item) => line(frame, item))}</ul>`;
  return {
    title: say('register.title'),
    section: 'register',
    main: html`<h1>${say('register.title')}</h1>
<p>${say('register.lead')}</p>
${filter(frame, state)}
${list}
${pages(frame, state)}`,
  };
}

/** What was corrected or withdrawn, said where everybody sees it. */
function notesOf(frame: Frame, notes: readonly PublicNote[]): Part {
  const { say, now } = frame;
  return notes.map(
    ({ kind, at, text }) =>
      html`<section class="public-note"><h2>${say(`register.note.${kind}`, { date: sayPast(at, now, frame) })}</h2>${paragraphs(text)}</section>`,
  );
}

function filesOf(frame: Frame, { number, files }: Published): Part {
  if (files.length === 0) return null;
  const link = (id: string) => `/api/v1/register/${encodeURIComponent(number)}/files/${id}`;
  return html`<section><h2>${frame.say('register.files')}</h2><ul>${files.map(({ id, name }) => html`<li><a href="${link(id)}" download="${name}">${name}</a></li>`)}</ul></section>`;
}

function isCovered({ subject, fields }: Published): boolean {
  return [subject, ...Object.values(fields)].some((text) => String(text ?? '').includes(covered));
}

/** What stands in place of a reply that was withdrawn. */
export function withdrawnPage(
  frame: Frame,
  { number, notes }: { readonly number: string; readonly notes: readonly PublicNote[] },
): Page {
  const { say } = frame;
  const title = say('register.withdrawnTitle');
  return {
    title,
    section: 'register',
    main: html`<p class="back"><a href="/register">${say('register.back')}</a></p>
<h1>${title}</h1>
<p>${say('register.withdrawnLead', { number })}</p>
${notesOf(frame, notes)}`,
  };
}

/** One published reply. */
export function publishedPage(frame: Frame, item: Published): Page {
  const { say } = frame;
  const heading = say('letter.heading', { subject: item.subject });
  return {
    title: item.subject,
    section: 'register',
    main: html`<p class="back"><a href="/register">${say('register.back')}</a></p>
<h1 class="unseen">${heading}</h1>
${notesOf(frame, item.notes)}
${letter(frame, { ...item, heading, signedBy: item.unitName })}
${isCovered(item) && html`<p class="hint">${say('register.covered', { sign: covered })}</p>`}
${filesOf(frame, item)}`,
  };
}
