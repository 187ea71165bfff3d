import { z } from 'zod';

const item = z.looseObject({
  key: z.string(),
  caseId: z.string(),
  number: z.string(),
  action: z.string().nullable(),
  stepId: z.string(),
  mayComplete: z.boolean(),
  state: z.enum(['open', 'completing']),
});
const inbox = z.looseObject({ items: z.array(item) });

/** A task as the inbox shows it. */
export type InboxItem = z.infer<typeof item>;

/** What an endpoint answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Somebody of the house at their desk, over HTTP. */
export interface DeskClient {
  readonly login: string;
  readonly get: (path: string) => Promise<Answer>;
  /** A file, as it is downloaded. */
  readonly download: (path: string) => Promise<Buffer>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly put: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Open tasks that this person may complete. */
  readonly tasks: () => Promise<InboxItem[]>;
  readonly complete: (taskKey: string, fields: object, idempotencyKey?: string) => Promise<Answer>;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/**
 * Signs somebody in.
 *
 * @param baseUrl address of the web port
 * @throws Error when the house does not let them in
 */
export async function signIn(
  baseUrl: string,
  login: string,
  password: string,
): Promise<DeskClient> {
  const headers = { 'content-type': 'application/json', 'x-huiying': '1' };
  const entered = await fetch(`${baseUrl}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password }),
  });
  if (!entered.ok) throw new Error(`${login} was not let in: ${entered.status}`);
  const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  await entered.arrayBuffer();
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ) =>
    answerOf(
      await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { ...headers, ...more, cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const get = (path: string) => call('GET', path);
  const post = (path: string, body: unknown, more?: Record<string, string>) =>
    call('POST', path, body, more);
  return {
    login,
    get,
    download: async (path) => {
      const response = await fetch(`${baseUrl}/api/v1${path}`, { headers: { ...headers, cookie } });
      return Buffer.from(await response.arrayBuffer());
    },
    post,
    put: (path, body, more) => call('PUT', path, body, more),
    tasks: async () => {
      const { status, body } = await get('/tasks?scope=unit&limit=200');
      // The house is out for a moment: nothing to do until it is back.
      if (status >= 500) return [];
      return inbox
        .parse(body)
        .items.filter(({ mayComplete, state }) => mayComplete && state === 'open');
    },
    complete: (taskKey, fields, idempotencyKey = `script:${taskKey}`) =>
      post(`/tasks/${taskKey}/complete`, { fields }, { 'idempotency-key': idempotencyKey }),
  };
}
