import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { decodeFeed } from '../../processes/sources/decode-feed.ts';
import { readFeed } from '../../processes/sources/read-feed.ts';

const now = new Date('2026-11-20T12:00:00+08:00');

function read(file: string, address = 'https://feeds.example/all/feed.xml') {
  const bytes = readFileSync(new URL(`./feeds/${file}`, import.meta.url));
  return readFeed(decodeFeed(bytes, ''), { address, outlet: '云溪发布', now });
}

describe('what is read of a feed', () => {
  test('of a government site: relative pages, its own way of writing times, what is missing', () => {
    expect(read('government.xml', 'http://www.yunxi.example/zwdt/rss.xml')).toEqual([
      {
        title: '关于滨河路桥面塌陷抢修的通告',
        link: 'http://www.yunxi.example/zwdt/202611/t20261120_4711.html',
        publishedAt: new Date('2026-11-20T10:30:00+08:00'),
        excerpt: '11月20日8时许，滨河路桥面发生塌陷。…现场已封闭， 联系人：…，电话 …，手机 …。',
      },
      {
        title: '市政府办公室关于元旦放假的通知',
        link: 'http://www.yunxi.example/zwgk/t20261119_4690.html',
        ...{ publishedAt: null, excerpt: '' },
      },
      {
        title: '城东水厂检修，明日停水八小时。',
        link: 'http://www.yunxi.example/zwgk/t3.html',
        ...{ publishedAt: null, excerpt: '城东水厂检修，明日停水八小时。' },
      },
    ]);
  });

  test('of a weblog: its whole text where it has no summary, and the headline of its own standard', () => {
    expect(read('wordpress.xml')).toEqual([
      {
        title: 'Bridge closed – what we know, by …',
        link: 'https://weekly.example/2026/11/bridge/?utm_source=rss&utm_medium=rss',
        publishedAt: new Date('2026-11-20T03:15:00Z'),
        excerpt:
          'The bridge on Riverside Road is closed. Photo: …. Write to … or …. Hollisville is not cut off.',
      },
    ]);
  });

  test('of Atom: pages relative to its base, titles in HTML, content in XHTML', () => {
    expect(read('atom.xml')).toEqual([
      {
        title: '城东停水通知 & 说明',
        link: 'https://board.example/forum/thread/1',
        publishedAt: new Date('2026-11-20T09:00:00+08:00'),
        excerpt: '…：明天停水。 请大家储水 < 两天。',
      },
    ]);
  });

  test('of RSS 1.0: items beside their channel', () => {
    expect(read('rdf.xml')).toEqual([
      {
        title: 'Waste plant fined',
        link: 'https://old.example/a/7',
        publishedAt: new Date('2026-11-18T08:00:00Z'),
        excerpt: '… reports that the plant was fined.',
      },
    ]);
  });

  test('of JSON Feed: what is no entry is left out, an entry without a title gets its beginning', () => {
    expect(read('feed.json', 'https://harbour.example/feed.json')).toEqual([
      {
        title: 'Ferry stopped',
        link: 'https://harbour.example/notes/1',
        publishedAt: new Date('2026-11-20T07:30:00+08:00'),
        excerpt: 'The ferry is stopped, says … and ….',
      },
      {
        title: 'A note without a title.',
        link: 'https://harbour.example/notes/2',
        ...{ publishedAt: null, excerpt: 'A note without a title.' },
      },
    ]);
  });

  test('of a newspaper that says GB2312 and means GB18030', () => {
    expect(read('newspaper-gb18030.xml')).toEqual([
      {
        title: '朱镕镇一小区电梯停运三天',
        link: 'https://paper.example/n/8.html',
        publishedAt: new Date('2026-11-20T12:00:00+08:00'),
        excerpt: '… 镕江报道：朱镕镇一小区电梯停运三天。',
      },
    ]);
  });
});

describe('who wrote it', () => {
  const authors = [
    ...['王五强', '赵建国', '钱小红', 'zhaojianguo', 'wangwu@', '0571', '13812345678'],
    ...['Margaret Hollis', 'Otto Brandt', 'margaret@', 'maggie_h', '版主小林', 'xiaolin', '李响亮'],
    ...['Ines Calder', 'Ravi Menon', 'Petra Lindqvist', 'Tomas Vega', '周晓芸'],
  ];
  const files = [
    ...['government.xml', 'wordpress.xml', 'atom.xml', 'rdf.xml', 'feed.json'],
    'newspaper-gb18030.xml',
  ];

  test('is in none of what is kept', () => {
    const kept = JSON.stringify(files.map((file) => read(file)));
    const written = files
      .map((file) => readFileSync(new URL(`./feeds/${file}`, import.meta.url)))
      .map((bytes) => decodeFeed(bytes, ''))
      .join('\n');

    expect(authors.filter((name) => !written.includes(name))).toEqual([]);
    expect(authors.filter((name) => kept.includes(name))).toEqual([]);
  });

  test('and what is kept has no other field than these', () => {
    const fields = files.flatMap((file) => read(file).flatMap((entry) => Object.keys(entry)));

    expect(new Set(fields)).toEqual(new Set(['title', 'link', 'publishedAt', 'excerpt']));
  });
});
