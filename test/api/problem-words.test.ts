import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createLanguage } from '../../api/language.ts';
import { problems } from '../../api/middleware/problem.ts';
import { Refusal } from '../../processes/refusal.ts';
import { RefusedSet } from '../../workers/zeebe/deploy.ts';
import { textProblems } from '../../workers/zeebe/lint/read-text.ts';
import { createKeptLog } from '../support/quiet-logger.ts';

const hostile = '<!DOCTYPE d><definitions/>';
const [found] = textProblems('hostile.dmn', hostile);
const english = /declares|remove|Remove/;

async function told(thrown: unknown, lang: 'zh' | 'en') {
  const app = express();
  app.use((req) => {
    req.lang = lang;
    throw thrown;
  });
  app.use(problems(createLanguage(), createKeptLog()));
  return JSON.stringify((await request(app).get('/')).body);
}

test('what a check says in English is told in the language of whoever asks, within a sentence of ours too', async () => {
  const unreadable = new Refusal('RULE_UNREADABLE', {
    file: 'hostile.dmn',
    message: found?.message ?? '',
  });
  const refused = new RefusedSet([{ ...found, file: 'hostile.dmn' }]);

  expect(found?.message).toMatch(english);
  for (const thrown of [unreadable, refused]) {
    expect(await told(thrown, 'zh')).toContain('文件声明了 DOCTYPE');
    expect(await told(thrown, 'zh')).not.toContain(found?.message);
    expect(await told(thrown, 'en')).toContain(found?.message);
  }
});

test('what nobody has words for stays as it was said', async () => {
  const message = 'FEEL unary-tests: failed to parse expression';

  expect(await told(new Refusal('RULE_UNREADABLE', { file: 'a.dmn', message }), 'zh')).toContain(
    message,
  );
});
