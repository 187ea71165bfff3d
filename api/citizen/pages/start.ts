import { html } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import type { Pace } from '../pace.ts';

/** The start page: what this is, where to go, how long it takes, and which doors are the right ones for other matters. */
export function startPage(frame: Frame, pace: Pace): Page {
  const { say, institution } = frame;
  return {
    title: say('site.home'),
    section: 'home',
    main: html`<h1>${say('start.title')}</h1>
<p class="lead">${say('start.lead', { institution })}</p>
<p><a class="button" href="/submit">${say('start.submit')}</a></p>
<p class="hint">${say('start.submitHint')}</p>
<ul class="ways">
<li><a href="/track">${say('start.track')}</a><span class="hint">${say('start.trackHint')}</span></li>
<li><a href="/register">${say('start.register')}</a><span class="hint">${say('start.registerHint')}</span></li>
</ul>
<h2>${say('start.pace')}</h2>
<ul>
${pace.first === null ? null : html`<li>${say('start.paceFirst', { span: pace.first })}</li>`}
<li>${say('start.paceDone', { span: pace.done })}</li>
<li>${say('start.paceTrack')}</li>
<li><a href="/calculator">${say('start.calculator')}</a></li>
</ul>
<h2>${say('start.doors')}</h2>
<ul>
<li>${say('start.doorDanger')}</li>
<li>${say('start.doorCourt')}</li>
<li>${say('start.doorReview')}</li>
<li>${say('start.doorBreach')}</li>
</ul>`,
  };
}
