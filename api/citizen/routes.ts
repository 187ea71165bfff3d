import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { sameOrigin } from '../middleware/same-origin.ts';
import { calculatorRoutes } from './calculator-routes.ts';
import type { CitizenDeps } from './deps.ts';
import { createPace } from './pace.ts';
import { startPage } from './pages/start.ts';
import { citizenNotFound, citizenProblems } from './problems.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { readStylesheet } from './stylesheet.ts';
import { submitRoutes } from './submit-routes.ts';
import { trackRoutes } from './track-routes.ts';
import { frameOf, show } from './visit.ts';

/** Everything the web port serves to people without an account. */
export interface CitizenPages {
  /** The pages; mounted at the root, behind `requestContext`. */
  readonly routes: Router;
  /** Mounted last: a page nobody serves. */
  readonly notFound: RequestHandler;
  /** Mounted behind that: what went wrong, as a page. */
  readonly problems: ErrorRequestHandler;
}

/** Names the page in the log by its pattern; the address itself may hold what no log may. */
const note: RequestHandler = (request, _response, next) => {
  request.served = `page:${request.path.split('/')[1] ?? ''}`;
  next();
};

/** The citizen pages: server-rendered, complete without scripts. */
export function citizenPages(deps: CitizenDeps): CitizenPages {
  const stylesheet = readStylesheet();
  const routes = Router();
  const paceIn = createPace(deps);
  const ownPages = [
    '/',
    '/submit',
    '/submit/:step',
    '/receipt',
    '/track',
    '/track/:step',
    '/register',
    '/register/:number',
    '/calculator',
  ];
  routes.all(ownPages, note, sameOrigin(deps.config.PUBLIC_URL));
  routes.get(stylesheet.path, stylesheet.serve);
  routes.get('/', async (request, response) => {
    const frame = await frameOf(deps, request, response, stylesheet.path);
    show(response, frame, startPage(frame, await paceIn(frame.lang)));
  });
  routes.use(submitRoutes(deps, stylesheet.path));
  routes.use(receiptRoutes(deps, stylesheet.path, paceIn));
  routes.use(trackRoutes(deps, stylesheet.path, paceIn));
  routes.use(registerRoutes(deps, stylesheet.path));
  routes.use(calculatorRoutes(deps, stylesheet.path));
  const problems = citizenProblems(deps, stylesheet.path);
  routes.use(problems);
  return { routes, notFound: citizenNotFound(deps, stylesheet.path), problems };
}
