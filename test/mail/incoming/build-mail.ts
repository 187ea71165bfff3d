/** A mail as it comes off the wire. */
export function buildMail(
  headers: Readonly<Record<string, string | null>> = {},
  body = '路灯三天不亮，请尽快修好。',
): Buffer {
  const all = {
    From: '=?UTF-8?B?5byg5LiJ?= <Zhang.San@example.org>',
    To: 'mailbox@city.example',
    Subject: '=?UTF-8?B?6Lev54Gv5LiN5Lqu?=',
    Date: 'Fri, 20 Nov 2026 09:00:00 +0800',
    'Message-ID': '<1@example.org>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** A mail of several parts, each given whole. */
export function buildParts(parts: readonly string[], headers: Record<string, string> = {}): Buffer {
  const body = parts.map((part) => `--b\r\n${part}\r\n`).join('');
  return buildMail(
    { 'Content-Type': 'multipart/mixed; boundary=b', ...headers },
    `${body}--b--\r\n`,
  );
}
