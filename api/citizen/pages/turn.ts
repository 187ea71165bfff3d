import type { TrackingView } from '../../../workers/store/tracking.ts';
import { sayPast } from '../dates.ts';
import { facts } from '../form.ts';
import { type Html, html, type Part, paragraphs } from '../html.ts';
import { type Frame, hiddenFields } from '../layout.ts';

/** What the sender was told meanwhile, the newest first. */
export function interimReplies(frame: Frame, { interim }: TrackingView): Part {
  const { say, now } = frame;
  if (interim.length === 0) return null;
  return html`<section class="interim"><h2>${say('interim.title')}</h2>
<p class="hint">${say('interim.lead')}</p>${interim.toReversed().map(
    ({ at, text, until }) =>
      html`${paragraphs(text)}${facts([
        [say('interim.until'), until],
        [say('interim.at'), sayPast(at, now, frame)],
      ])}`,
  )}</section>`;
}

/** The way to withdraw: asked once more before it is done. */
export function withdrawal(
  { say }: Frame,
  { view, secret, withdrawing }: { view: TrackingView; secret: string; withdrawing: boolean },
): Html | null {
  if (!view.mayWithdraw) return null;
  const keys = hiddenFields({ number: view.number, secret });
  if (!withdrawing)
    return html`<section class="withdraw screen-only"><h2>${say('withdraw.title')}</h2>
<p class="hint">${say('withdraw.lead')}</p>
<form method="post" action="/track/withdraw">${keys}
<p class="actions"><button class="button second">${say('withdraw.ask')}</button></p>
</form></section>`;
  const { number } = view;
  return html`<section class="withdraw screen-only" role="alert"><h2>${say('withdraw.confirm', { number })}</h2>
<p>${say('withdraw.lead')}</p>
<form method="post" action="/track/withdraw">${keys}${hiddenFields({ confirmed: 'yes' })}
<p class="actions"><button class="button">${say('withdraw.yes')}</button></p>
</form>
<form method="post" action="/track">${keys}
<p class="actions"><button class="button second">${say('withdraw.no')}</button></p>
</form></section>`;
}
