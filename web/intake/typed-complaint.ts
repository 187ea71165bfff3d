import { instantOf } from './house-time.ts';

/** What stands in the fields of the intake page. */
export interface TypedComplaint {
  channel: string;
  topic: string;
  subject: string;
  text: string;
  place: string;
  area: string;
  postedAt: string;
  collectedAt: string;
  receivedAt: string;
  name: string;
  phone: string;
  email: string;
  anonymous: boolean;
  confidential: boolean;
  link: string;
  reference: string;
  referral: { body: string; number: string; deadline: string; wish: string };
}

/** The fields as they stand before anything is typed; the channel stays from one complaint to the next. */
export function emptyComplaint(channel = 'hotline'): TypedComplaint {
  return {
    channel,
    ...{ topic: '', subject: '', text: '', place: '', area: '' },
    ...{ postedAt: '', collectedAt: '', receivedAt: '' },
    ...{ name: '', phone: '', email: '', anonymous: false, confidential: false },
    ...{ link: '', reference: '' },
    referral: { body: '', number: '', deadline: '', wish: '' },
  };
}

function partsOf(typed: TypedComplaint): Record<string, string> {
  const { channel, topic, subject, text, place, area, link, reference } = typed;
  const { anonymous, confidential } = typed;
  const person = { 'contact[phone]': typed.phone, 'contact[email]': typed.email };
  const named: Record<string, string> = anonymous ? {} : { 'contact[name]': typed.name };
  const { body, number, deadline, wish } = typed.referral;
  const from = {
    'referral[body]': body,
    'referral[number]': number,
    'referral[deadline]': deadline,
    'referral[wish]': wish,
  };
  return {
    ...{ channel, topic, subject, text, place, area, link, reference, ...person, ...named },
    ...{ anonymous: String(anonymous), confidential: String(confidential) },
    ...(channel === 'referral' ? from : {}),
    postedAt: instantOf(typed.postedAt) ?? '',
    collectedAt: instantOf(typed.collectedAt) ?? '',
    receivedAt: instantOf(typed.receivedAt) ?? '',
  };
}

/** The complaint with its files as one form; what was left empty is left out, but what must be there is asked for. */
export function formOf(typed: TypedComplaint, files: readonly File[]): FormData {
  const form = new FormData();
  const asked = [
    'topic',
    'subject',
    'text',
    ...(typed.channel === 'referral' ? ['referral[body]'] : []),
  ];
  for (const [name, value] of Object.entries(partsOf(typed)))
    if (value !== '' || asked.includes(name)) form.append(name, value);
  for (const file of files) form.append('files', file);
  return form;
}
