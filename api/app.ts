import express, { type Express, type RequestHandler, Router } from 'express';
import { archiveRoutes } from './archives/routes.ts';
import { boardRoutes } from './boards/routes.ts';
import { calendarRunRoutes } from './calendar-runs/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { citizenPages } from './citizen/routes.ts';
import { clockRoutes } from './clocks/routes.ts';
import { complaintRoutes } from './complaints/routes.ts';
import { definitionRoutes } from './definitions/routes.ts';
import type { ApiDeps } from './deps.ts';
import { deskFolder, deskRoutes } from './desk.ts';
import { dutyRoutes } from './duty/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { incidentRoomRoutes } from './incident-rooms/routes.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { instanceRoutes } from './instances/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { lookBackRoutes } from './look-backs/routes.ts';
import { mailRoutes } from './mails/routes.ts';
import { mergeRoutes } from './merges/routes.ts';
import { authenticate } from './middleware/authenticate.ts';
import { nothingHere, problems } from './middleware/problem.ts';
import { requestContext, requestLog } from './middleware/request-context.ts';
import { deliberateOnly, sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { sessions } from './middleware/sessions.ts';
import { migrationRoutes } from './migrations/routes.ts';
import { modelCheckRoutes } from './model-checks/routes.ts';
import { modelDraftRoutes } from './model-drafts/routes.ts';
import { modelReviewRoutes } from './model-reviews/routes.ts';
import { modelSetRoutes } from './model-sets/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { open311Routes } from './open311/routes.ts';
import { openApiDocument } from './openapi.ts';
import { partnerRoutes } from './partners/routes.ts';
import { publicationRoutes } from './publications/routes.ts';
import { referralRoutes } from './referrals/routes.ts';
import { regimeRoutes } from './regimes/routes.ts';
import { registerRoutes } from './register/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { retentionRoutes } from './retention/routes.ts';
import { ruleLabRoutes } from './rule-lab/routes.ts';
import { scoreRoutes } from './scores/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { settingRoutes } from './settings/routes.ts';
import { sourceRoutes } from './sources/routes.ts';
import { stallRoutes } from './stalls/routes.ts';
import { supervisionRoutes } from './supervision/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { topicRoutes } from './topics/routes.ts';
import { turnRoutes } from './turns/routes.ts';
import { unitRoutes } from './units/routes.ts';
import { userRoutes } from './users/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** Largest JSON body; complaints of the longest length fit many times. */
const mostJson = '256kb';
/** Largest JSON body of the studio: a diagram of 2 MB, written as a JSON text. */
const mostStudioJson = '8mb';
const apiVersion = '1';

function describe(): RequestHandler {
  const document = JSON.stringify(openApiDocument(apiVersion));
  return (req, res) => {
    req.served = '/openapi.json';
    res.set('cache-control', 'no-cache').type('application/json').send(document);
  };
}

const inStudio = (path: string) => path.startsWith('/studio/');

function apiRoutes(deps: ApiDeps): Router {
  const { config, sessionStore, users, language, logger } = deps;
  const api = Router();
  api.use(sameOrigin(config.PUBLIC_URL), deliberateOnly);
  const json = express.json({ limit: mostJson, strict: true });
  api.use((req, res, next) => (inStudio(req.path) ? next() : json(req, res, next)));
  api.use(
    sessions(sessionStore, config.SESSION_SECRET, config.PUBLIC_URL),
    authenticate(users, deps.now),
  );
  const largeJson = express.json({ limit: mostStudioJson, strict: true });
  // Large bodies are read for people of the house only; the route itself refuses everybody else.
  api.use((req, res, next) =>
    inStudio(req.path) && req.person !== null ? largeJson(req, res, next) : next(),
  );
  api.get('/openapi.json', describe());
  api.use(sessionRoutes(deps), complaintRoutes(deps), taskRoutes(deps), caseRoutes(deps));
  api.use(registerRoutes(deps), topicRoutes(deps), unitRoutes(deps), userRoutes(deps));
  api.use(scoreRoutes(deps), noticeRoutes(deps), webhookRoutes(deps));
  api.use(clockRoutes(deps), turnRoutes(deps), regimeRoutes(deps), publicationRoutes(deps));
  api.use(intakeRoutes(deps), referralRoutes(deps), partnerRoutes(deps));
  api.use(mailRoutes(deps), boardRoutes(deps));
  api.use(archiveRoutes(deps), retentionRoutes(deps));
  api.use(definitionRoutes(deps), stallRoutes(deps), eventRoutes(deps));
  api.use(calendarRoutes(deps), calendarRunRoutes(deps));
  api.use(figureRoutes(deps), reportRoutes(deps));
  api.use(supervisionRoutes(deps), templateRoutes(deps), lookBackRoutes(deps), dutyRoutes(deps));
  api.use(modelDraftRoutes(deps), modelReviewRoutes(deps), modelSetRoutes(deps));
  api.use(modelCheckRoutes(deps));
  api.use(migrationRoutes(deps), instanceRoutes(deps));
  api.use(ruleLabRoutes(deps));
  api.use(mergeRoutes(deps));
  api.use(incidentRoutes(deps), incidentRoomRoutes(deps));
  api.use(settingRoutes(deps));
  api.use(sourceRoutes(deps));
  api.use(nothingHere, problems(language, logger));
  return api;
}

/** The web application over its dependencies; it listens nowhere by itself. */
export function createApp(deps: ApiDeps): Express {
  const { config, language, logger, now, meters } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY);
  // A version is given where there is one; a digest of every answer would be taken for it.
  app.set('etag', false);
  app.use(requestContext(), requestLog(logger, now), meters.measure);
  app.use(securityHeaders(config.PUBLIC_URL));
  app.use(healthRoutes(deps));
  app.use('/api/v1', apiRoutes(deps));
  app.use('/open311/v2', open311Routes(deps));
  app.use(['/api', '/metrics', '/livez', '/readyz'], nothingHere);
  app.use('/desk', deskRoutes(deskFolder));
  app.use(['/api', '/metrics', '/desk'], problems(language, logger));
  const pages = citizenPages(deps);
  app.use(pages.routes, pages.notFound, pages.problems, problems(language, logger));
  return app;
}
