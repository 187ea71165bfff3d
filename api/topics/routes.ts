import { Router } from 'express';
import { topics } from '../../processes/complaint/topics.ts';
import type { ApiDeps } from '../deps.ts';
import { serveAnyone } from '../serve.ts';
import { listTopics } from './schema.ts';

/** The classification of complaints. */
export function topicRoutes({ language }: ApiDeps): Router {
  const router = Router();

  serveAnyone(router, listTopics, async ({ req }) => ({
    body: {
      items: topics.map((topic) => ({
        id: topic,
        name: language.say(req.lang, 'words', `topic.${topic}`),
      })),
    },
  }));

  return router;
}
