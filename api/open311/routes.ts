import express, { type Request, type RequestHandler, Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import type { PartnerRow } from '../../workers/store/partners.ts';
import type { RequestQuery } from '../../workers/store/service-requests.ts';
import { presentReceipt } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { parseFields } from '../field-issues.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { nothingHere } from '../middleware/problem.ts';
import { formatOf, open311Problems, tell } from './answer.ts';
import {
  isService,
  presentDefinition,
  presentDiscovery,
  presentRequest,
  presentServices,
} from './presenter.ts';
import { type AskedRequests, askedRequests, postedRequest } from './schema.ts';
import { takePosted } from './submit.ts';
import type { Told } from './xml.ts';

const day = 24 * 3_600_000;
/** The standard: the last 90 days, at most 1,000. */
const longestSpan = 90 * day;
const mostRequests = 1000;

/** A form and nothing else: no XML is read here, so that none can be hostile. */
const formOnly: RequestHandler = (req, _res, next) => {
  if (!req.is('application/x-www-form-urlencoded')) throw new Refusal('OPEN311_FORM_ONLY');
  next();
};

function single(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The span a list is asked for; one end alone reaches 90 days. */
function spanOf(
  { start_date: start, end_date: end, service_request_id: ids }: AskedRequests,
  now: Date,
) {
  if (ids !== undefined) return { from: null, until: null };
  const until = end ?? (start === undefined ? now : new Date(start.getTime() + longestSpan));
  const from = start ?? new Date(until.getTime() - longestSpan);
  if (from > until || until.getTime() - from.getTime() > longestSpan)
    throw new Refusal('OPEN311_SPAN');
  return { from, until };
}

function queryOf(asked: AskedRequests, partner: PartnerRow | null, now: Date): RequestQuery {
  const { status = [] } = asked;
  return {
    partnerId: partner?._id ?? null,
    numbers: asked.service_request_id?.map((number) => number.toUpperCase()) ?? null,
    topics: asked.service_code ?? null,
    status: status.length === 1 ? (status[0] ?? null) : null,
    ...spanOf(asked, now),
    limit: mostRequests,
  };
}

/** Open311 GeoReport v2: what systems of others read of the cases, and how they pass complaints on. */
export function open311Routes(deps: ApiDeps): Router {
  const router = Router();
  const { language, partners, serviceRequests, units, limits, config, now } = deps;
  const spokenIn = (req: Request) => ({ language, lang: req.lang });
  const wordsFor = async (req: Request) => {
    const { items: topics } = await topicsInForce(deps.settings);
    return { ...spokenIn(req), topics };
  };

  const checkJurisdiction: RequestHandler = (req, _res, next) => {
    const wanted = config.OPEN311_JURISDICTION;
    if (wanted === '') return next();
    const given = single(req.query.jurisdiction_id) ?? single(req.body?.jurisdiction_id);
    if (given === undefined) throw new Refusal('OPEN311_JURISDICTION_MISSING');
    if (given !== wanted) throw new Refusal('OPEN311_JURISDICTION_UNKNOWN');
    next();
  };

  /** Whose key was given; null when none was. */
  async function partnerOf(req: Request): Promise<PartnerRow | null> {
    const key = single(req.body?.api_key) ?? single(req.query.api_key);
    if (key === undefined || key === '') return null;
    const partner = await partners.ofKey(key, now());
    if (partner === null) throw new Refusal('OPEN311_KEY_WRONG');
    await limits.partner(partner._id);
    return partner;
  }

  async function requestsFor(req: Request, asked: AskedRequests): Promise<Told[]> {
    const query = queryOf(asked, await partnerOf(req), now());
    const [found, all, words] = await Promise.all([
      serviceRequests.list(query),
      units.list(),
      wordsFor(req),
    ]);
    const unitById = new Map(all.map((unit) => [unit._id, unit]));
    return found.map((one) =>
      presentRequest(one, unitById.get(one.case.unitId ?? '') ?? null, words),
    );
  }

  async function requestFor(req: Request, number: string): Promise<Told[]> {
    const found = await requestsFor(
      req,
      parseFields(askedRequests, { service_request_id: number }),
    );
    if (found.length !== 1) throw new Refusal('OPEN311_REQUEST_UNKNOWN');
    return found;
  }

  const get = (path: string, handler: RequestHandler<{ id: string; format: string }>) => {
    const note: RequestHandler<{ id: string; format: string }> = (req, _res, next) => {
      req.served = `/open311/v2${path}`;
      next();
    };
    router.get(path, note, handler);
  };

  router.use(limits.open311);

  get('/discovery.:format', (req, res) => {
    const address = config.PUBLIC_URL || `${req.protocol}://${req.get('host') ?? ''}`;
    tell(res, formatOf(req.params.format), 'discovery', presentDiscovery(address, spokenIn(req)));
  });

  router.get(/.*/, checkJurisdiction);

  get('/services.:format', async (req, res) => {
    tell(res, formatOf(req.params.format), 'services', presentServices(await wordsFor(req)));
  });

  get('/services/:id.:format', async (req, res) => {
    const { id, format } = req.params;
    const words = await wordsFor(req);
    if (!isService(words.topics, id)) throw new Refusal('OPEN311_SERVICE_UNKNOWN');
    tell(res, formatOf(format), 'service_definition', presentDefinition(id, words));
  });

  get('/requests.:format', async (req, res) => {
    const { api_key, jurisdiction_id, lang, ...asked } = req.query;
    const found = await requestsFor(req, parseFields(askedRequests, asked));
    tell(res, formatOf(req.params.format), 'service_requests', found);
  });

  get('/requests/:id.:format', async (req, res) => {
    const found = await requestFor(req, req.params.id);
    tell(res, formatOf(req.params.format), 'service_requests', found);
  });

  // Numbers are given at once: a token is never handed out, and a number stands for itself.
  get('/tokens/:id.:format', async (req, res) => {
    const number = req.params.id.toUpperCase();
    await requestFor(req, number);
    const told = [{ service_request_id: number, token: req.params.id }];
    tell(res, formatOf(req.params.format), 'service_requests', told);
  });

  const readForm = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 100 });
  router.post('/requests.:format', formOnly, readForm, checkJurisdiction, async (req, res) => {
    req.served = '/open311/v2/requests.:format';
    const format = formatOf(String(req.params.format));
    const partner = await partnerOf(req);
    if (partner === null) throw new Refusal('OPEN311_KEY_MISSING');
    const posted = parseFields(postedRequest, { ...req.body });
    const by = { lang: req.lang, idempotencyKey: idempotencyKeyOf(req) };
    const receipt = await takePosted(deps, partner, posted, by);
    const { number, secret, trackUrl } = presentReceipt(receipt, config.PUBLIC_URL);
    const told = { number, secret, url: trackUrl };
    const service_notice = language.say(req.lang, 'doors', 'open311.notice', told);
    res.status(201);
    tell(res, format, 'service_requests', [
      { service_request_id: number, service_notice, account_id: null },
    ]);
  });

  router.use(nothingHere, open311Problems(deps));
  return router;
}
