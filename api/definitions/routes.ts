import { Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { listDefinitions } from './schema.ts';

/** What is deployed. */
export function definitionRoutes(deps: Pick<ApiDeps, 'definitionList'>): Router {
  const router = Router();
  serveStaff(router, listDefinitions, async () => {
    const items = await deps.definitionList.newest();
    return {
      body: { items: items.map((one) => ({ ...one, deployedAt: one.deployedAt.toISOString() })) },
    };
  });
  return router;
}
