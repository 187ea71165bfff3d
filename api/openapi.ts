import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import * as archives from './archives/schema.ts';
import * as boards from './boards/schema.ts';
import * as calendarRuns from './calendar-runs/schema.ts';
import * as calendars from './calendars/schema.ts';
import * as cases from './cases/schema.ts';
import * as clocks from './clocks/schema.ts';
import * as complaints from './complaints/schema.ts';
import * as definitions from './definitions/schema.ts';
import * as duty from './duty/schema.ts';
import type { Endpoint } from './endpoint.ts';
import * as events from './events/schema.ts';
import * as figures from './figures/schema.ts';
import * as incidentRooms from './incident-rooms/schema.ts';
import * as incidents from './incidents/schema.ts';
import * as instances from './instances/schema.ts';
import * as intake from './intake/schema.ts';
import * as lookBacks from './look-backs/schema.ts';
import * as mails from './mails/schema.ts';
import * as merges from './merges/schema.ts';
import * as migrations from './migrations/schema.ts';
import * as modelChecks from './model-checks/schema.ts';
import * as modelDrafts from './model-drafts/schema.ts';
import * as modelReviews from './model-reviews/schema.ts';
import * as modelSets from './model-sets/schema.ts';
import * as notices from './notices/schema.ts';
import * as partners from './partners/schema.ts';
import * as publications from './publications/schema.ts';
import * as referrals from './referrals/schema.ts';
import * as regimes from './regimes/schema.ts';
import * as register from './register/schema.ts';
import * as reports from './reports/schema.ts';
import * as retention from './retention/schema.ts';
import * as ruleLab from './rule-lab/schema.ts';
import * as session from './session/schema.ts';
import * as settings from './settings/schema.ts';
import * as sources from './sources/schema.ts';
import * as stalls from './stalls/schema.ts';
import * as supervision from './supervision/schema.ts';
import * as tasks from './tasks/schema.ts';
import * as templates from './templates/schema.ts';
import * as topics from './topics/schema.ts';
import * as turns from './turns/schema.ts';
import * as units from './units/schema.ts';
import * as users from './users/schema.ts';
import * as webhooks from './webhooks/schema.ts';

const nouns = {
  archives,
  boards,
  calendarRuns,
  calendars,
  cases,
  clocks,
  complaints,
  definitions,
  events,
  figures,
  modelDrafts,
  modelReviews,
  modelSets,
  modelChecks,
  incidentRooms,
  incidents,
  instances,
  merges,
  intake,
  mails,
  migrations,
  notices,
  partners,
  publications,
  retention,
  referrals,
  register,
  reports,
  ruleLab,
  session,
  settings,
  sources,
  stalls,
  lookBacks,
  duty,
  supervision,
  tasks,
  templates,
  topics,
  turns,
  regimes,
  units,
  users,
  webhooks,
} as const;

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string(),
  errors: z
    .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
    .optional(),
  problems: z
    .array(
      z.object({
        file: z.string().optional(),
        place: z.string().optional(),
        message: z.string(),
      }),
    )
    .optional(),
});

const refusals = {
  400: 'Unreadable',
  401: 'Nobody is signed in',
  403: 'Not for this role, or sent by another site',
  404: 'Not there, or not to be known',
  409: 'Does not fit how things stand',
  410: 'Was there, and is not any more',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'A body that is none of ours',
  422: 'Fields that do not hold, each with its place',
  428: 'If-Match with the version that was read is missing',
  429: 'Too often; Retry-After says when',
  503: 'Cannot be served now; Retry-After says when',
} as const;

/** Every endpoint with the noun it belongs to, as the schema files declare them. */
export function declaredEndpoints(): { readonly noun: string; readonly endpoint: Endpoint }[] {
  return Object.entries(nouns).flatMap(([noun, declared]) =>
    Object.values(declared)
      .filter((one): one is Extract<typeof one, Endpoint> => 'method' in one && 'path' in one)
      .map((endpoint) => ({ noun, endpoint })),
  );
}

const mediaOf = {
  nothing: [],
  json: ['application/json'],
  multipart: ['multipart/form-data'],
  'json-or-multipart': ['application/json', 'multipart/form-data'],
} as const satisfies Record<Endpoint['sends'], readonly string[]>;

function requestOf({ params, query, body, sends }: Endpoint) {
  const content = Object.fromEntries(mediaOf[sends].map((media) => [media, { schema: body }]));
  return {
    ...(params instanceof z.ZodObject ? { params } : {}),
    ...(query instanceof z.ZodObject ? { query } : {}),
    ...(sends === 'nothing' ? {} : { body: { required: true, content } }),
  };
}

function answersOf({ status, answer, media = 'application/json', summary }: Endpoint) {
  const content = { [media]: { schema: answer ?? z.string() } };
  const hasBody = answer !== null || media !== 'application/json';
  const refused = Object.fromEntries(
    Object.entries(refusals).map(([code, description]) => [
      code,
      { description, content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
  return { [status]: { description: summary, ...(hasBody ? { content } : {}) }, ...refused };
}

/** The OpenAPI document, made from the same schemas that check requests. */
export function openApiDocument(version: string) {
  const registry = new OpenAPIRegistry();
  for (const { noun, endpoint } of declaredEndpoints()) {
    registry.registerPath({
      method: endpoint.method,
      path: `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`,
      summary: endpoint.summary,
      tags: [noun],
      security: endpoint.who === 'anyone' ? [] : [{ session: [] }],
      request: requestOf(endpoint),
      responses: answersOf(endpoint),
    });
  }
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'huiying',
  });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: '回应 Huiying', version },
  });
}
