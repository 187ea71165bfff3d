import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody outside who keeps what they are told, and answers as they are asked to. */
export async function openReceiver() {
  const received: Received[] = [];
  const state = { status: 204, allows: '*' };
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const body = Buffer.concat(parts).toString();
      received.push({ method: req.method ?? '', headers: req.headers, body });
      if (req.method === 'OPTIONS')
        res.writeHead(200, state.allows === '' ? {} : { 'webhook-allowed-origin': state.allows });
      else res.writeHead(state.status);
      res.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    state,
    received,
    events: () => received.filter(({ method }) => method === 'POST'),
    url: `http://127.0.0.1:${port}/in`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
