import { Router } from 'express';
import { nameIn } from '../../processes/settings/words.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import { usualTopics } from '../../workers/store/shipped-settings.ts';
import { isUnreachable } from '../../workers/store/unreachable.ts';
import type { ApiDeps } from '../deps.ts';
import { serveAnyone } from '../serve.ts';
import { listTopics } from './schema.ts';

/** The classification of complaints. */
export function topicRoutes({ settings }: Pick<ApiDeps, 'settings'>): Router {
  const router = Router();

  serveAnyone(router, listTopics, async ({ req }) => {
    const { items } = await topicsInForce(settings).catch((error: unknown) => {
      // Whoever only reads names is served with those that are shipped.
      if (isUnreachable(error)) return usualTopics;
      throw error;
    });
    return {
      body: {
        items: items.map(({ id, zh, en, shown, retired }) => ({
          ...{ id, name: nameIn({ zh, en }, req.lang), names: { zh, en: en || zh } },
          ...{ shown, retired },
        })),
      },
    };
  });

  return router;
}
