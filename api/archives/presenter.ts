import { DateTime } from 'luxon';
import type { z } from 'zod';
import { houseZone } from '../../processes/language/dates.ts';
import type { CaseFile, timelineItem } from '../cases/schema.ts';
import { type Html, html, type Part, paragraphs, toText } from '../citizen/html.ts';
import type { Lang, Language } from '../language.ts';

type Timeline = readonly z.input<typeof timelineItem>[];
type Entry = CaseFile['entries'][number];
type Line = readonly [label: string, value: Part];

/** What the pages of a package are written from. */
export interface Paged {
  readonly file: CaseFile;
  readonly timeline: Timeline;
  /** Names of the files in the package, by what they are. */
  readonly packed: Readonly<Record<'attachments' | 'letters' | 'published', readonly string[]>>;
  readonly at: Date;
  readonly lang: Lang;
  readonly language: Language;
}

/** The dictionaries in which a field or a value of a form may have its word. */
const dictionaries = ['desk', 'turns', 'regimes', 'publication'] as const;
/** The fields of a reply that hold a code. */
const coded: readonly string[] = ['finding', 'publicity'];

const style =
  'body{max-width:46em;margin:2em auto;font:16px/1.7 "Songti SC","SimSun",serif}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}th{width:9em;font-weight:normal}.typed{white-space:pre-wrap}';

/** Writes the pages of a package in one language. */
export function pagesOf({ file, timeline, packed, at, lang, language }: Paged) {
  const say = (key: string, params?: Record<string, string | number>) =>
    language.say(lang, 'archive', key, params);

  function wordOf(dictionary: string, key: string): string | null {
    return language.has(lang, dictionary, key) ? language.say(lang, dictionary, key) : null;
  }

  function firstWord(key: string): string | null {
    const found = dictionaries.map((name) => wordOf(name, key)).find((word) => word !== null);
    return found ?? null;
  }

  function moment(iso: string | null): string {
    if (iso === null) return '';
    return DateTime.fromISO(iso, { zone: houseZone }).toFormat('yyyy-LL-dd HH:mm');
  }

  function page(title: string, body: Part): Buffer {
    const document = html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>
${body}
<p>${say('made', { number: file.case.number, at: moment(at.toISOString()) })}</p></body></html>`;
    return Buffer.from(toText(document));
  }

  function table(lines: readonly Line[]): Html {
    const shown = lines.filter(([, value]) => value !== '' && value !== null);
    return html`<table>${shown.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</table>`;
  }

  function wordsFor({ words }: Entry, field: string, value: unknown): string {
    if (Array.isArray(value)) return value.map((one) => String(one)).join('、');
    if (typeof value === 'object' && value !== null) return JSON.stringify(value);
    const text = value === null || value === undefined ? '' : String(value);
    return words[field]?.choices[text] ?? firstWord(`values.${field}.${text}`) ?? text;
  }

  function person({ name, role, unitName }: Entry['by']): string {
    const held = role === null ? null : wordOf('words', `role.${role}`);
    return [name, held, unitName].filter(Boolean).join(' · ') || say('system');
  }

  function entryBlock(entry: Entry): Html {
    const { stepName, by, fields, words, at: when } = entry;
    const title = wordOf('words', `action.${entry.action ?? ''}`) ?? stepName;
    const lines = Object.entries(fields).map(([field, value]): Line => {
      const label = words[field]?.label ?? firstWord(`fields.${field}`) ?? field;
      return [label, html`<span class="typed">${wordsFor(entry, field, value)}</span>`];
    });
    return html`<section><h2>${title}</h2><p>${moment(when)} ${person(by)}</p>${table(lines)}</section>`;
  }

  function registration(): Buffer {
    const { case: one, complaint, clocks } = file;
    const { posted, collected, received, dispatched } = one.times;
    const flags = [
      complaint?.anonymous ? say('anonymous') : '',
      complaint?.confidential ? say('confidential') : '',
    ].filter(Boolean);
    const due = clocks.map(({ kind, dueAt, verdict }) => {
      const word = verdict === null ? '' : (wordOf('words', `verdict.${verdict}`) ?? verdict);
      return html`<p>${wordOf('words', `clockKind.${kind}`) ?? kind}：${moment(dueAt)} ${word}</p>`;
    });
    return page(say('page.registration'), [
      table([
        [say('number'), one.number],
        [say('channel'), wordOf('words', `channel.${one.channel}`) ?? one.channel],
        [say('posted'), moment(posted)],
        [say('collected'), moment(collected)],
        [say('received'), moment(received)],
        [say('dispatched'), moment(dispatched)],
        [say('topic'), one.topicName ?? one.topic],
        [say('area'), one.area ?? ''],
        [say('unit'), one.unitName ?? ''],
        [say('status'), wordOf('words', `status.${one.status}`) ?? one.status],
        [say('flags'), flags.join('、')],
        [say('subject'), complaint?.subject ?? ''],
        [say('place'), complaint?.place ?? ''],
        [say('clocks'), due],
        [say('attachments'), packed.attachments.join('、')],
      ]),
      html`<h2>${say('text')}</h2>`,
      complaint === null || complaint.erasedAt !== null
        ? html`<p>${say('erased')}</p>`
        : paragraphs(complaint.text),
    ]);
  }

  function handling(): Buffer {
    const turns = file.turns.map((turn) => {
      const ended = turn.endedAt === null ? '' : ` – ${moment(turn.endedAt)}`;
      return html`<li>${turn.unitName ?? turn.unitId} ${moment(turn.dispatchedAt)}${ended}</li>`;
    });
    return page(say('page.handling'), [
      file.entries.map(entryBlock),
      turns.length > 0 && html`<h2>${say('turns')}</h2><ul>${turns}</ul>`,
      packed.letters.length > 0 &&
        html`<h2>${say('letters')}</h2><ul>${packed.letters.map((name) => html`<li>${name}</li>`)}</ul>`,
    ]);
  }

  function reply(): Buffer {
    const { reply: answered } = file;
    if (answered === null) return page(say('page.reply'), html`<p>${say('noReply')}</p>`);
    const lines = Object.entries(answered.fields).map(([field, value]): Line => {
      const text = value === null || value === undefined ? '' : String(value);
      const word = coded.includes(field) ? wordOf('words', `${field}.${text}`) : null;
      const label = firstWord(`fields.${field}`) ?? field;
      return [label, html`<span class="typed">${word ?? text}</span>`];
    });
    return page(say('page.reply'), [
      html`<p>${say(`mode.${answered.mode}`)} ${moment(answered.publishedAt)}</p>`,
      table(lines),
      packed.published.length > 0 &&
        html`<h2>${say('published')}</h2><ul>${packed.published.map((name) => html`<li>${name}</li>`)}</ul>`,
    ]);
  }

  function timelinePage(): Buffer {
    const rows = timeline.map(
      ({ n, type, at: when, by, text }) =>
        html`<tr><td>${n}</td><td>${moment(when)}</td><td>${wordOf('words', `action.${type}`) ?? type}</td><td>${person(by)}</td><td><span class="typed">${text ?? ''}</span></td></tr>`,
    );
    const head = ['n', 'at', 'what', 'who', 'words'].map(
      (name) => html`<th>${say(`head.${name}`)}</th>`,
    );
    return page(
      say('page.timeline'),
      html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`,
    );
  }

  const omitted = file.complaint?.confidential === true && packed.attachments.length === 0;
  return [
    { path: '1-registration.html', bytes: registration() },
    { path: '2-handling.html', bytes: handling() },
    { path: '3-reply.html', bytes: reply() },
    { path: '4-timeline.html', bytes: timelinePage() },
    {
      path: 'README.txt',
      bytes: Buffer.from(
        `${say('readme', { number: file.case.number, at: moment(at.toISOString()) })}\n${omitted ? `\n${say('omitted')}\n` : ''}`,
      ),
    },
  ];
}
