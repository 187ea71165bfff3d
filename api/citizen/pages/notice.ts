import type { Params } from '../../language.ts';
import { html } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import type { Key } from '../words.ts';

/** A page that says one thing and shows the way on. */
export function noticePage(
  frame: Frame,
  said: {
    title: Key;
    text: Key;
    params?: Params;
    extra?: string | null;
    way: { path: string; word: Key };
    section?: Page['section'];
  },
): Page {
  const { say } = frame;
  const title = say(said.title);
  return {
    title,
    ...(said.section !== undefined && { section: said.section }),
    main: html`<h1>${title}</h1>
<p>${say(said.text, said.params)}</p>
${said.extra ? html`<p class="hint">${said.extra}</p>` : null}
<p class="actions"><a class="button" href="${said.way.path}">${say(said.way.word)}</a></p>`,
  };
}
