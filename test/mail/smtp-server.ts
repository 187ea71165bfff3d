import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface SmtpServer {
  readonly url: string;
  /** Letters as they came over the wire, with the recipients the sender named. */
  readonly letters: { recipients: string[]; message: string }[];
  readonly stop: () => Promise<void>;
}

interface Talk {
  recipients: string[];
  lines: string[] | null;
}

/** Answers one line; what it says is all that a sender needs to hear. */
function answer(line: string, talk: Talk, server: Pick<SmtpServer, 'letters'>): string {
  if (talk.lines !== null) {
    if (line !== '.') {
      talk.lines.push(line.startsWith('..') ? line.slice(1) : line);
      return '';
    }
    server.letters.push({ recipients: talk.recipients, message: talk.lines.join('\r\n') });
    talk.recipients = [];
    talk.lines = null;
    return '250 kept';
  }
  const recipient = /^RCPT TO:<(.*)>/i.exec(line)?.[1];
  if (recipient !== undefined) talk.recipients.push(recipient);
  if (/^DATA/i.test(line)) {
    talk.lines = [];
    return '354 go on';
  }
  return /^QUIT/i.test(line) ? '221 bye' : '250 good';
}

function hear(socket: Socket, server: Pick<SmtpServer, 'letters'>): void {
  const talk: Talk = { recipients: [], lines: null };
  let rest = '';
  socket.setEncoding('utf8');
  socket.write('220 ready\r\n');
  socket.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const said = answer(line, talk, server);
      if (said !== '') socket.write(`${said}\r\n`);
    }
  });
}

/** A mail server on loopback that keeps what it is given. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const letters: SmtpServer['letters'] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    hear(socket, { letters });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
