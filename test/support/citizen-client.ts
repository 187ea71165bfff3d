import { z } from 'zod';

const receipt = z.looseObject({ number: z.string(), secret: z.string() });

/** What a citizen keeps. */
export type Receipt = z.infer<typeof receipt>;

export const usualComplaint = {
  topic: 'urban-rural-construction',
  subject: '路灯不亮三天无人修',
  text: '滨河路东段三盏路灯已经三天不亮，晚上行人很不方便，请尽快维修。',
  place: '滨河路东段',
  contact: { name: '张小北', phone: '13912345678', email: 'zhang.xiaobei@example.org' },
};

const headers = { 'content-type': 'application/json', 'x-huiying': '1' };

/**
 * Sends a complaint as a citizen's browser would.
 *
 * @returns null when the house did not answer, or said that it cannot now
 * @throws Error when it refused
 */
export async function submitComplaint(
  baseUrl: string,
  key: string,
  fields: object = {},
): Promise<Receipt | null> {
  const body = JSON.stringify({ ...usualComplaint, ...fields });
  const sent = await fetch(`${baseUrl}/api/v1/complaints`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': `citizen:${key}` },
    body,
  }).catch(() => null);
  if (sent === null || sent.status >= 500 || sent.status === 429) return null;
  const text = await sent.text().catch(() => null);
  if (text === null) return null;
  if (sent.status !== 201) throw new Error(`the complaint was refused: ${sent.status} ${text}`);
  return receipt.parse(JSON.parse(text));
}

/** What the tracking page's data say to whoever has number and secret. */
export async function trackComplaint(baseUrl: string, { number, secret }: Receipt) {
  const answer = await fetch(`${baseUrl}/api/v1/complaints/track`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ number, secret }),
  });
  return { status: answer.status, body: z.looseObject({}).parse(await answer.json()) };
}

/** Rates a reply. */
export async function rateReply(
  baseUrl: string,
  { number, secret }: Receipt,
  score: number,
): Promise<number> {
  const body = JSON.stringify({ number, secret, answered: true, score });
  return (await fetch(`${baseUrl}/api/v1/complaints/rate`, { method: 'POST', headers, body }))
    .status;
}
