import type request from 'supertest';
import { openApiDocument } from '../../../api/openapi.ts';
import { seeded } from '../seeded.ts';
import { broken, hostileText, type Known, oneOf, type Random, valid } from './generate.ts';
import { faultsIn, isObject, part, type Schema, schemasIn } from './json-schema.ts';

type Agent = ReturnType<typeof request.agent>;
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];

/** One operation of the document. */
interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly declared: Schema;
}

export interface Fuzzed {
  /** Who asks; the same request may be refused to one and answered to another. */
  readonly agents: readonly { readonly name: string; readonly agent: Agent }[];
  /** Ids and words of the house. */
  readonly known: Known;
  readonly seed: number;
  readonly triesPerOperation: number;
  /** Refusals that are no fault although they are of the 500s: a part of the house that is not there. */
  readonly awayCodes: readonly string[];
}

export interface Finding {
  readonly requests: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly faults: readonly string[];
}

/** A stream has no end, and signing out takes the session away from the requests after it. */
const left: readonly string[] = ['get /api/v1/events', 'delete /api/v1/session'];

function operations(): Operation[] {
  const document: unknown = JSON.parse(JSON.stringify(openApiDocument('1')));
  const paths = isObject(document) ? part(document, 'paths') : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const declared = isObject(item) ? part(item, method) : {};
      const isThere = Object.keys(declared).length > 0 && !left.includes(`${method} ${path}`);
      return isThere ? [{ method, path, declared }] : [];
    }),
  );
}

const json = (content: Schema) => part(part(content, 'application/json'), 'schema');

interface Request {
  readonly url: string;
  readonly body: unknown;
  readonly sends: boolean;
}

/** What a parameter is given; no address is longer than servers read. */
function parameterValue(one: Schema, random: Random, known: Known, isBroken: boolean): string {
  const isHostile = isBroken && random() < 0.5;
  const value = isHostile
    ? hostileText(random)
    : valid(part(one, 'schema'), random, known, String(one.name));
  const text = isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  return wellFormed(text).slice(0, 300);
}

function requestFor({ path, declared }: Operation, random: Random, known: Known): Request {
  const isBroken = random() < 0.5;
  const query = new URLSearchParams();
  let url = path;
  for (const one of schemasIn(declared.parameters)) {
    const name = String(one.name);
    const value = parameterValue(one, random, known, isBroken);
    if (one.in === 'path')
      url = url.replace(`{${name}}`, encodeURIComponent(wellFormed(value)) || '7');
    else if (one.in === 'query' && random() < 0.5) query.append(name, wellFormed(value));
  }
  if (isBroken && random() < 0.3) query.append('q[$ne]', hostileText(random).slice(0, 50));
  const schema = json(part(part(declared, 'requestBody'), 'content'));
  const shaped = valid(schema, random, known);
  const text = query.toString();
  return {
    url: text === '' ? url : `${url}?${text}`,
    body: isBroken ? broken(shaped, random) : shaped,
    sends: 'requestBody' in declared,
  };
}

/** Halves of a character pair cannot stand in an address. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '');
}

async function send(agent: Agent, { method }: Operation, asked: Request, random: Random) {
  const call = agent[method](asked.url)
    .set('x-huiying', '1')
    .ok(() => true);
  if (random() < 0.7)
    call.set('if-match', random() < 0.8 ? '"1"' : hostileText(random).replace(/[^\x20-\x7e]/g, ''));
  if (!asked.sends) return call;
  if (random() < 0.05) return call.type('json').send('{"broken":');
  return call.type('json').send(JSON.stringify(asked.body ?? null));
}

function answerFaults(
  operation: Operation,
  answer: request.Response,
  away: readonly string[],
): string[] {
  const { status, body } = answer;
  const code = isObject(body) ? String(body.code ?? '') : '';
  if (status >= 500 && !away.includes(code)) return [`answered ${status} ${code}`];
  const declared = part(part(operation.declared, 'responses'), String(status));
  if (Object.keys(declared).length === 0)
    return [`answered ${status} ${code}, which is not declared`];
  const content = part(declared, 'content');
  const media = answer.type || 'nothing';
  if (Object.keys(content).length === 0) return [];
  const schema = part(part(content, media), 'schema');
  if (Object.keys(schema).length === 0) {
    const isOther = Object.keys(content).some((one) => one === media || !one.endsWith('json'));
    return isOther ? [] : [`${status} came as ${media}`];
  }
  return media.endsWith('json')
    ? faultsIn(schema, body)
        .slice(0, 3)
        .map((fault) => `${status}: ${fault}`)
    : [];
}

/** Asks every operation of the OpenAPI document, rightly and wrongly, and holds each answer against what is declared. */
export async function fuzzApi(given: Fuzzed): Promise<Finding> {
  const random = seeded(given.seed);
  const faults = new Map<string, string>();
  const statuses = new Map<number, number>();
  let requests = 0;
  for (const operation of operations()) {
    for (let n = 0; n < given.triesPerOperation; n += 1) {
      const { name, agent } = oneOf(random, given.agents) ?? {};
      if (agent === undefined) throw new Error('nobody asks');
      const asked = requestFor(operation, random, given.known);
      const answer = await send(agent, operation, asked, random);
      requests += 1;
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      for (const fault of answerFaults(operation, answer, given.awayCodes)) {
        const place = `${operation.method} ${operation.path}: ${fault}`;
        const sample = `${asked.url} ${JSON.stringify(asked.body)?.slice(0, 300)}`;
        if (!faults.has(place))
          faults.set(place, `${place} (${name}, seed ${given.seed}: ${sample})`);
      }
    }
  }
  return { requests, statuses, faults: [...faults.values()] };
}
