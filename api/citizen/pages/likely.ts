import type { PublicMatches } from '../../merges/look-up.ts';
import { sayPast } from '../dates.ts';
import { type Html, html, type Part } from '../html.ts';
import type { Frame } from '../layout.ts';

/** What is published about the matter, and how many have raised it: nobody's words but the institution's own. */
export function likelyPart(frame: Frame, { published, others }: PublicMatches): Part {
  const { say, now } = frame;
  if (published.length === 0 && others === null) return null;
  const lines = published.map(
    ({ number, subject, publishedAt }) =>
      html`<li><a href="/register/${number}" target="_blank" rel="noopener">${subject}</a> <span class="hint">${say('likely.publishedAt', { date: sayPast(publishedAt, now, frame) })}</span></li>`,
  );
  return html`<h2>${say('likely.title')}</h2>
${others !== null && html`<p><strong>${say('likely.others', { count: others })}</strong></p>`}
${lines.length > 0 && html`<p>${say('likely.lead')}</p><ul>${lines}</ul>`}
<p class="hint">${say('likely.goOn')}</p>`;
}

/** Where it stands on a page of the form; while somebody types, a script keeps it up to date where scripts run. */
export function likelySection(frame: Frame, matches: PublicMatches): Html {
  return html`<section id="likely" class="likely" aria-live="polite">${likelyPart(frame, matches)}</section>`;
}
