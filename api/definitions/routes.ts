import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import multer from 'multer';
import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { resourceOf } from './policy.ts';
import { deployFiles, listDefinitions } from './schema.ts';

const mostFiles = 100;
const mostBytes = 2 * 1024 * 1024;

/** A version of a whole set that nobody else makes: the moment and a few random letters. */
function newVersionTag(now: Date): string {
  const moment = now.toISOString().replace(/[-:]/g, '').slice(0, 13);
  return `set-${moment}-${randomBytes(3).toString('hex')}`;
}

/** What is deployed, and deploying. */
export function definitionRoutes(deps: ApiDeps): Router {
  const router = Router();
  const readFiles = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { files: mostFiles, fileSize: mostBytes, fields: 0, parts: mostFiles },
  }).array('files');

  serveStaff(router, listDefinitions, async () => {
    const items = await deps.definitionList.newest();
    return {
      body: { items: items.map((one) => ({ ...one, deployedAt: one.deployedAt.toISOString() })) },
    };
  });

  serveStaff(
    router,
    deployFiles,
    async ({ req, person }) => {
      const given = Array.isArray(req.files) ? req.files : [];
      if (given.length === 0) throw new Refusal('DEPLOYMENT_EMPTY');
      const resources = given.map(({ originalname, buffer }) => resourceOf(originalname, buffer));
      const set = await deps.deploySet(resources, newVersionTag(deps.now()));
      const { versionTag } = set;
      deps.logger.info('deployment.done', {
        ...{ requestId: req.requestId, userId: person.id, versionTag },
        files: resources.map(({ name }) => name),
      });
      const deployed = set.resources.map(({ kind, id, version, file }) => ({
        ...{ kind, id, version, file },
      }));
      return { body: { versionTag, resources: deployed } };
    },
    [readFiles],
  );

  return router;
}
