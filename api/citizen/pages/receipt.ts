import { html } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import { qrCode } from '../qr.ts';

/** The receipt: number and secret code, to be kept. The code stands nowhere else. */
export function receiptPage(
  frame: Frame,
  receipt: { number: string; secret: string; trackUrl: string; first: string | null },
): Page {
  const { say } = frame;
  const { number, secret, trackUrl, first } = receipt;
  return {
    title: say('receipt.title'),
    section: 'submit',
    main: html`<h1>${say('receipt.title')}</h1>
<p>${say('receipt.lead')}</p>
<div class="keep">
<dl>
<dt>${say('receipt.number')}</dt><dd class="code">${number}</dd>
<dt>${say('receipt.secret')}</dt><dd class="code">${secret}</dd>
</dl>
<p><strong>${say('receipt.keep')}</strong></p>
<p>${say('receipt.keepShared')}</p>
</div>
<h2>${say('receipt.next')}</h2>
<ul>${first === null ? null : html`<li>${say('receipt.nextFirst', { span: first })}</li>`}<li>${say('receipt.nextTrack')}</li></ul>
<p>${say('receipt.address')}: <span class="address">${trackUrl}</span></p>
${qrCode(trackUrl, say('receipt.qr'))}
<p class="hint">${say('receipt.qrHint')}</p>
<form class="screen-only" method="post" action="/track">
<input type="hidden" name="number" value="${number}"><input type="hidden" name="secret" value="${secret}">
<p class="actions"><button class="button">${say('receipt.track')}</button></p>
</form>
<p class="screen-only"><a href="/submit">${say('receipt.another')}</a></p>`,
  };
}

/** What stands where the receipt was. */
export function receiptGonePage(frame: Frame, minutes: number): Page {
  const { say } = frame;
  return {
    title: say('receipt.goneTitle'),
    section: 'submit',
    main: html`<h1>${say('receipt.goneTitle')}</h1>
<p>${say('receipt.gone', { minutes })}</p>
<p class="actions"><a class="button" href="/track">${say('site.track')}</a></p>`,
  };
}
