import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

type Answer = (res: ServerResponse, req: IncomingMessage) => void;

const entry = (n: number | string, title: string, inner = '') =>
  `<item><title>${title}</title><link>https://news.example/a/${n}</link>${inner}</item>`;

/** A feed with these items. */
export const feedOf = (...items: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`;

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${'abcdefgh'
  .split('')
  .map((name, n) => `<!ENTITY ${name} "${`&${n === 0 ? 'lol' : 'abcdefgh'[n - 1]};`.repeat(10)}">`)
  .join('')}]><rss version="2.0"><channel><item><title>&h;</title></item></channel></rss>`;
const drawnIn =
  '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>';
const hundredMegabytes = 100 * 1024 * 1024;

const send =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (res) => {
    res.writeHead(status, { 'content-type': 'application/rss+xml', ...headers }).end(body);
  };
const lead =
  (location: string): Answer =>
  (res) => {
    res.writeHead(302, { location }).end();
  };

/** Sends a hundred megabytes, as fast as they are taken and no faster. */
const flood: Answer = (res) => {
  const part = Buffer.alloc(64 * 1024, ' ');
  let sent = 0;
  const more = () => {
    while (sent < hundredMegabytes && !res.destroyed) {
      sent += part.length;
      if (!res.write(part)) return;
    }
    res.end();
  };
  res.on('drain', more);
  more();
};

/** Answers at once and never ends. */
const drip: Answer = (res) => {
  const timer = setInterval(() => res.write(' '), 10);
  res.on('close', () => clearInterval(timer));
};

const good: Answer = (res, req) => {
  const etag = '"v1"';
  if (req.headers['if-none-match'] === etag) res.writeHead(304, { etag }).end();
  else
    send(
      feedOf(
        entry('good', '滨河路桥面塌陷抢修', '<pubDate>2026-11-20 10:00:00</pubDate>'),
        entry('other', '文化节今日开幕'),
      ),
      { etag },
    )(res, req);
};

const answers: Readonly<Record<string, Answer>> = {
  '/good': good,
  '/moved': lead('/good'),
  '/doctype': send(drawnIn),
  '/laughs': send(laughs),
  '/broken': send('<rss version="2.0"><channel><item>'),
  '/page': send('<!DOCTYPE html><html></html>', { 'content-type': 'text/html' }),
  '/picture': send(Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex')),
  '/packed': send(gzipSync(feedOf()), { 'content-encoding': 'gzip' }),
  '/gone': send('', {}, 410),
  '/loop': lead('/loop'),
  '/to-private': lead('http://10.0.0.1/feed'),
  '/to-metadata': lead('http://169.254.169.254/latest/meta-data/'),
  '/to-loopback': lead('http://127.0.0.1:9/feed'),
  '/to-localhost': lead('http://localhost:9/feed'),
  '/to-file': lead('file:///etc/passwd'),
  '/flood': flood,
  '/long': send(feedOf(), { 'content-length': String(hundredMegabytes) }),
  '/cut': (res) => {
    res.write(feedOf().slice(0, 40), () => res.destroy());
  },
  '/silent': () => undefined,
  '/drip': drip,
  '/gb18030': send(readFileSync(new URL('./feeds/newspaper-gb18030.xml', import.meta.url)), {
    'content-type': 'text/xml; charset=ISO-8859-1',
  }),
};

/** A server on loopback that answers as sites do, and as hostile ones do. */
export async function openFeedServer() {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((req, res) => {
    asked.push(req.url ?? '');
    (answers[req.url ?? ''] ?? send('', {}, 404))(res, req);
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** Paths in the order in which they were asked for. */
    asked,
    /** How much it could send to anybody. */
    bytesSent: () => [...sockets].reduce((all, socket) => all + socket.bytesWritten, 0),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
