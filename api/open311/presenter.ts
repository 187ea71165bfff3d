import type { TopicSetting } from '../../processes/settings/topics.ts';
import { nameIn } from '../../processes/settings/words.ts';
import type { ServiceRequest } from '../../workers/store/service-requests.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { Lang, Language } from '../language.ts';
import type { Told } from './xml.ts';

/** The words an answer is written with. */
export interface Words {
  readonly language: Language;
  readonly lang: Lang;
  /** The complaint types in force. */
  readonly topics: readonly TopicSetting[];
}

/** A service is a complaint type that citizens may choose. */
export function isService(topics: readonly TopicSetting[], code: string): boolean {
  return topics.some(({ id, shown, retired }) => id === code && shown && !retired);
}

function topicName(topic: string, { language, lang, topics }: Words): string {
  const given = topics.find(({ id }) => id === topic);
  if (given !== undefined) return nameIn(given, lang);
  const key = `topic.${topic}`;
  return language.has(lang, 'words', key) ? language.say(lang, 'words', key) : topic;
}

/** Where this door is, and what it speaks. */
export function presentDiscovery(
  publicUrl: string,
  { language, lang }: Pick<Words, 'language' | 'lang'>,
): Told {
  const url = `${publicUrl.replace(/\/$/, '')}/open311/v2`;
  const changeset = '2026-11-22T00:00:00+08:00';
  return {
    changeset,
    contact: language.say(lang, 'doors', 'open311.contact'),
    key_service: language.say(lang, 'doors', 'open311.keys'),
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        ...{ url, changeset, type: 'production' },
        formats: ['application/json', 'text/xml'],
      },
    ],
  };
}

/** What can be asked for: one service for each complaint type that citizens may choose. */
export function presentServices(words: Words): Told {
  const offered = words.topics.filter(({ id }) => isService(words.topics, id));
  return offered.map(({ id: topic }) => ({
    service_code: topic,
    service_name: topicName(topic, words),
    description: words.language.say(words.lang, 'doors', 'open311.service', {
      topic: topicName(topic, words),
    }),
    metadata: true,
    type: 'realtime',
    keywords: '',
    group: '',
  }));
}

/** What a complaint of one topic is asked besides the fields of the standard. */
export function presentDefinition(
  topic: string,
  { language, lang }: Pick<Words, 'language' | 'lang'>,
): Told {
  const say = (key: string) => language.say(lang, 'doors', `open311.${key}`);
  const asked = { variable: true, required: false };
  return {
    service_code: topic,
    attributes: [
      {
        ...{ ...asked, code: 'subject', datatype: 'string', order: 1 },
        ...{ description: say('subject'), datatype_description: say('subjectHint'), values: [] },
      },
      {
        ...{ ...asked, code: 'confidential', datatype: 'singlevaluelist', order: 2 },
        ...{ description: say('confidential'), datatype_description: say('confidentialHint') },
        values: [
          { key: 'true', name: say('yes') },
          { key: 'false', name: say('no') },
        ],
      },
    ],
  };
}

/**
 * A case as systems outside may know it. Of one that is published: subject and finding, as in the public register. Of
 * one of their own that is not: how it stands, and none of its words.
 */
export function presentRequest(
  { case: one, reply }: ServiceRequest,
  unit: UnitRow | null,
  words: Words,
): Told {
  const { language, lang } = words;
  return {
    service_request_id: one.number,
    status: one.closedAt === null ? 'open' : 'closed',
    status_notes: reply?.fields.findingText ?? language.say(lang, 'words', `status.${one.status}`),
    service_name: topicName(one.topic, words),
    service_code: one.topic,
    description: reply?.subject ?? null,
    agency_responsible: unitNameOf(unit, lang),
    service_notice: null,
    requested_datetime: one.receivedAt.toISOString(),
    updated_datetime: (reply?.publishedAt ?? one.updatedAt).toISOString(),
    expected_datetime: one.dueAt?.toISOString() ?? null,
    ...{ address: null, address_id: null, zipcode: null, lat: null, long: null, media_url: null },
  };
}
