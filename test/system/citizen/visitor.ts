import type { Express } from 'express';
import request, { type Response } from 'supertest';

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface Visitor {
  readonly get: (path: string) => Promise<Response>;
  readonly post: (path: string, fields: Readonly<Record<string, string>>) => Promise<Response>;
  /** Sends a step with the token its own page holds. */
  readonly step: (path: string, fields: Readonly<Record<string, string>>) => Promise<Response>;
  readonly upload: (
    fields: Readonly<Record<string, string>>,
    files: readonly { name: string; bytes: Buffer }[],
  ) => Promise<Response>;
}

/** The token that a page's own form carries. */
export function tokenIn(page: string): string {
  return /name="token" value="(\w+)"/.exec(page)?.[1] ?? '';
}

/** A person with a browser that runs no scripts. */
export function createVisitor(app: Express): Visitor {
  const agent = request.agent(app);
  const get = async (path: string) => agent.get(path);
  const post = async (path: string, fields: Readonly<Record<string, string>>) =>
    agent.post(path).type('form').send(fields);
  const tokenAt = async (path: string) => tokenIn((await get(path)).text);
  return {
    get,
    post,
    step: async (path, fields) => post(path, { token: await tokenAt(path), ...fields }),
    upload: async (fields, files) => {
      const token = await tokenAt('/submit/place');
      const sent = agent.post('/submit/place').field({ token, place: '', go: 'next', ...fields });
      for (const { name, bytes } of files) sent.attach('files', bytes, name);
      return sent;
    },
  };
}

export const story = {
  subject: '幸福路 12 号门前路灯三天不亮',
  text: '11 月 18 日起，5 盏路灯晚上都不亮。\n\n希望尽快修好。<script>alert(1)</script>',
} as const;

/** Goes through the form up to the page that checks it. */
export async function fillIn(
  visitor: Visitor,
  contact: Readonly<Record<string, string>> = { identity: 'anonymous' },
) {
  await visitor.post('/submit', { topic: 'environment' });
  await visitor.step('/submit/matter', story);
  await visitor.upload({ place: '幸福路 12 号' }, []);
  await visitor.step('/submit/contact', contact);
}

/** Number and secret as the receipt shows them. */
export function receiptIn(page: string): { number: string; secret: string } {
  const [number = '', secret = ''] = [...page.matchAll(/<dd class="code">([^<]+)<\/dd>/g)].map(
    ([, code]) => code ?? '',
  );
  return { number, secret };
}

/** Submits a complaint and keeps its receipt. */
export async function submit(visitor: Visitor, contact?: Readonly<Record<string, string>>) {
  await fillIn(visitor, contact);
  const sent = await visitor.step('/submit/check', {});
  const page = await visitor.get('/receipt');
  const receipt = receiptIn(page.text);
  if (receipt.secret === '')
    throw new Error(`no receipt: ${sent.status} ${sent.text}, then ${page.status} ${page.text}`);
  return receipt;
}
