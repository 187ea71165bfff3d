import type { ChannelPort, Message } from './port.ts';

const limitMs = 10_000;

/** What a gateway is sent for a message. */
export type Shape = (message: Message) => unknown;

/** A short-message gateway of the institution: number, text, and the key it knows a repetition by. */
export const smsShape: Shape = ({ key, to, text }) => ({ key, to, text });

/** A group robot of WeCom, which names the person it is for by their WeCom account. */
export const wecomShape: Shape = ({ to, subject, text }) => ({
  msgtype: 'text',
  text: { content: `${subject}\n${text}`, mentioned_list: [to] },
});

/** Sends messages to the gateway an administrator set up. A gateway that forgets keys may tell a message twice. */
export function createHttpChannel(url: string, shape: Shape): ChannelPort {
  return {
    send: async (message) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': message.key },
        body: JSON.stringify(shape(message)),
        redirect: 'error',
        signal: AbortSignal.timeout(limitMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
      return `http-${answer.status}`;
    },
  };
}
