import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeFeed } from '../../processes/sources/decode-feed.ts';
import { FeedFault } from '../../processes/sources/fault.ts';
import { readFeed } from '../../processes/sources/read-feed.ts';
import { usualLimits } from '../../workers/sources/read-outside.ts';

const context = {
  ...{ address: 'https://feeds.example/feed', outlet: '云溪发布' },
  now: new Date('2026-11-20T12:00:00+08:00'),
};

const rss = (items: string) => `<rss version="2.0"><channel>${items}</channel></rss>`;
const item = (inner: string) => rss(`<item><title>t</title>${inner}</item>`);

function faultOf(text: string): string | null {
  try {
    readFeed(text, context);
    return null;
  } catch (error) {
    if (error instanceof FeedFault) return error.code;
    throw error;
  }
}

describe('a hostile feed', () => {
  test.each([
    ['a document type', '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd"><rss/>', 'document-type'],
    [
      'a file drawn in',
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${item('<link>https://a.example/&x;</link>')}`,
      'document-type',
    ],
    [
      'a thousand laughs',
      `<!-- --><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><rss>&b;</rss>`,
      'document-type',
    ],
    ['an entity behind the root', `${rss('')}<!ENTITY a "b">`, 'document-type'],
    ['tags that do not close', '<rss><channel><item></channel></rss>', 'broken'],
    ['a text that ends in a tag', '<rss><channel', 'broken'],
    ['a comment without end', '<rss><!-- ', 'broken'],
    ['two roots', '<rss></rss><rss></rss>', 'broken'],
    ['elements nested without end', '<a>'.repeat(100_000), 'broken'],
    ['more elements than a feed has', rss('<a/>'.repeat(200_001)), 'broken'],
    ['a page', '<!DOCTYPE html><html><body>404</body></html>', 'no-feed'],
    ['another kind of XML', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'no-feed'],
    ['plain text', 'nothing here', 'no-feed'],
    ['nothing', '', 'no-feed'],
    ['broken JSON', '{"version":', 'broken'],
    ['JSON that is no feed', '{"items":[]}', 'no-feed'],
  ])('with %s is refused', (_what, text, code) => {
    expect(faultOf(text)).toBe(code);
  });

  test('cannot name an entity of its own: it stays the text it is', () => {
    const [entry] = readFeed(
      item('<link>https://a.example/1</link><description>&x; &lt;b</description>'),
      context,
    );

    expect(entry?.excerpt).toBe('&x;');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    `https://a.example/${'x'.repeat(600)}`,
  ])('does not lead to %s', (link) => {
    expect(readFeed(item(`<link>${link}</link>`), context)).toEqual([]);
  });

  test('keeps names and passwords out of the address of a page', () => {
    const [entry] = readFeed(item('<link>https://zhangsan:pw@a.example/1</link>'), context);

    expect(entry?.link).toBe('https://a.example/1');
  });

  test('with long titles and more entries than anybody reads is cut', () => {
    const one = (n: number) =>
      `<item><title>${'长'.repeat(5000)}</title><link>https://a.example/${n}</link></item>`;
    const read = readFeed(rss(Array.from({ length: 400 }, (_, n) => one(n)).join('')), context);

    expect(read).toHaveLength(300);
    expect([...(read[0]?.title ?? '')]).toHaveLength(200);
  });

  test('published tomorrow counts as published now', () => {
    const [entry] = readFeed(
      item('<link>https://a.example/1</link><pubDate>Sat, 21 Nov 2099 08:00:00 GMT</pubDate>'),
      context,
    );

    expect(entry?.publishedAt).toEqual(context.now);
  });

  test('in signs that mean nothing is refused', () => {
    expect(() => decodeFeed(Uint8Array.from([0x3c, 0xff, 0xff, 0x00, 0x80]), '')).toThrow(
      FeedFault,
    );
  });

  test('in UTF-16 with its mark is read as it is written', () => {
    const bytes = Buffer.from(`\ufeff${rss('')}`, 'utf16le');

    expect(faultOf(decodeFeed(bytes, 'text/xml; charset=utf-8'))).toBeNull();
  });

  test.each([
    ['signs of one kind', item(`<link>https://a.example/1</link>${'路'.repeat(4_000_000)}`)],
    [
      'texts full of places',
      rss(
        `<item><link>https://a.example/1</link><title>${'路'.repeat(13_000)}</title></item>`.repeat(
          300,
        ),
      ),
    ],
    ['writers', rss('<author>ab cd</author>'.repeat(90_000))],
    ['links', item('<link>javascript:x</link>'.repeat(90_000))],
    ['times', item('<pubDate>x</pubDate>'.repeat(90_000))],
    ['attributes', `<rss ${'a="b" '.repeat(600_000)}>`],
    ['namespaces', rss('<a xmlns:b="c"/>'.repeat(90_000))],
    [
      'entries in JSON',
      `{"version":"https://jsonfeed.org/version/1.1","items":[${'{},'.repeat(900_000)}{}]}`,
    ],
  ])('made of %s keeps nobody busy for longer than a look may take', (_what, text) => {
    const began = performance.now();
    faultOf(text);

    expect(performance.now() - began).toBeLessThan(usualLimits.ms);
  });

  test('of whatever signs ends in entries or in a clear fault', () => {
    const piece = fc.constantFrom(
      ...[
        '<rss>',
        '<channel>',
        '<item>',
        '</item>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<a b="',
        '"',
      ],
      ...[
        '<link>https://a.example/1</link>',
        '&#x110000;',
        '&#xd800;',
        '&lt;',
        '>',
        '<?',
        '?>',
        '{',
      ],
    );
    const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 });
    fc.assert(
      fc.property(text, (pieces) => {
        const code = faultOf(rss(pieces.join('')));
        return code === null || ['broken', 'no-feed', 'document-type'].includes(code);
      }),
    );
  });
});
