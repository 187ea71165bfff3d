import { type Html, html, type Part } from './html.ts';
import type { Words } from './words.ts';

/** What every page needs to know about the visit it is made for. */
export interface Frame extends Words {
  readonly now: Date;
  readonly large: boolean;
  /** Name of the institution in the visitor's language. */
  readonly institution: string;
  /** Address of the stylesheet, with the digest of its bytes. */
  readonly stylesheet: string;
  /** Address of the script that looks for published replies while somebody writes; absent where none is served. */
  readonly script?: string;
  readonly path: string;
  /** Query of the page, without the display settings. */
  readonly query: Readonly<Record<string, string>>;
}

export interface Page {
  readonly title: string;
  readonly main: Part;
  readonly section?: 'home' | 'submit' | 'track' | 'register';
  /** True when something has to be mended: the title says so first, as it is read out first. */
  readonly wrong?: boolean;
  /** True where the page's one script helps; the page is complete without it. */
  readonly helped?: boolean;
  /** Fields to send again when a display setting is changed, on a page that was posted and has no address of its own. */
  readonly again?: Readonly<Record<string, string>>;
}

const sections = [
  ['submit', '/submit', 'site.submit'],
  ['track', '/track', 'site.track'],
  ['register', '/register', 'site.register'],
] as const;

function navigation(frame: Frame, page: Page): Html {
  const links = sections.map(
    ([id, path, key]) =>
      html`<li><a href="${path}"${page.section === id && html` aria-current="page"`}>${frame.say(key)}</a></li>`,
  );
  return html`<nav aria-label="${frame.say('site.sections')}"><ul class="sections">${links}</ul></nav>`;
}

function setting(frame: Frame, page: Page, change: Readonly<Record<string, string>>, word: Html) {
  if (page.again === undefined) {
    const query = new URLSearchParams({ ...frame.query, ...change });
    return html`<li><a href="${frame.path}?${query.toString()}">${word}</a></li>`;
  }
  const action = `${frame.path}?${new URLSearchParams(change).toString()}`;
  return html`<li><form method="post" action="${action}">${hiddenFields(page.again)}<button class="as-link">${word}</button></form></li>`;
}

function settings(frame: Frame, page: Page): Html {
  const other = frame.lang === 'zh' ? 'en' : 'zh';
  const otherTag = other === 'zh' ? 'zh-CN' : 'en';
  const size = frame.say(frame.large ? 'site.normalSize' : 'site.larger');
  return html`<ul class="settings" aria-label="${frame.say('site.settings')}">
${setting(frame, page, { text: frame.large ? 'normal' : 'large' }, html`${size}`)}
${setting(frame, page, { lang: other }, html`<span lang="${otherTag}">${frame.say('site.switchLanguage')}</span>`)}
</ul>`;
}

/** Fields that travel with a form unseen. */
export function hiddenFields(fields: Readonly<Record<string, string>>): Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}

/** The whole document: heading, ways through the site, the page itself. No inline scripts and no inline styles. */
export function layout(frame: Frame, page: Page): Html {
  const prefix = page.wrong === true ? frame.say('error.prefix') : '';
  const title = frame.say('site.title', { page: page.title, site: frame.institution });
  return html`<!doctype html>
<html lang="${frame.lang === 'zh' ? 'zh-CN' : 'en'}"${frame.large && html` class="large"`}>
<head>
<meta charset="utf-8">
<title>${prefix}${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<link rel="stylesheet" href="${frame.stylesheet}">
${page.helped === true && frame.script !== undefined && html`<script src="${frame.script}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">${frame.say('site.skip')}</a>
<header class="site"><div class="band">
<p class="brand"><a href="/"><span class="mark">${frame.say('site.name')}</span> <span class="institution">${frame.institution}</span></a></p>
${settings(frame, page)}
${navigation(frame, page)}
</div></header>
<main id="main" class="band" tabindex="-1">
${page.main}
</main>
<footer class="site"><div class="band"><p>${frame.institution}</p><p>${frame.say('site.footer')}</p></div></footer>
</body>
</html>`;
}
