import { type RequestHandler, Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Figures of the inside are for this machine only; what came through a proxy came from elsewhere. */
const loopbackOnly: RequestHandler = (req, _res, next) => {
  const isForwarded = req.get('x-forwarded-for') ?? req.get('forwarded');
  if (isForwarded || !loopback.has(req.socket.remoteAddress ?? ''))
    throw new Refusal('LOOPBACK_ONLY');
  next();
};

/** Whether the house lives, whether it can work, and what it counts. */
export function healthRoutes({ health, meters }: Pick<ApiDeps, 'health' | 'meters'>): Router {
  const router = Router();
  const uncached: RequestHandler = (req, res, next) => {
    req.served = req.path;
    res.set('cache-control', 'no-store');
    next();
  };

  router.get('/livez', uncached, (_req, res) => {
    res.json({ status: 'alive' });
  });

  router.get('/readyz', uncached, async (_req, res) => {
    const report = await health.report();
    res.status(report.status === 'unavailable' ? 503 : 200).json(report);
  });

  router.get('/metrics', uncached, loopbackOnly, async (_req, res) => {
    res.type(meters.registry.contentType).send(await meters.registry.metrics());
  });

  return router;
}
