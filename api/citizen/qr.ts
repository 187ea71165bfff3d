import QRCode from 'qrcode-svg';
import { type Html, html } from './html.ts';

const margin = 4;

/** A QR code as inline SVG: one path, no styles, so that the strictest content policy lets it show. */
export function qrCode(content: string, label: string): Html {
  const { modules } = new QRCode({ content, ecl: 'M' }).qrcode;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + margin} ${y + margin}h1v1h-1z` : '')))
    .join('');
  const size = modules.length + 2 * margin;
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" width="180" height="180" shape-rendering="crispEdges"><path class="qr-ground" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
