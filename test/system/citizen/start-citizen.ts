import express, { type Express } from 'express';
import type { CitizenDeps } from '../../../api/citizen/deps.ts';
import { citizenPages } from '../../../api/citizen/routes.ts';
import { createLanguage } from '../../../api/language.ts';
import { createLimits } from '../../../api/middleware/rate-limit.ts';
import { requestContext } from '../../../api/middleware/request-context.ts';
import { readConfig } from '../../../workers/platform/config.ts';
import { createLogger } from '../../../workers/platform/logger.ts';
import { createCaseListStore } from '../../../workers/store/case-list.ts';
import { connectStore } from '../../../workers/store/connect.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import { createStores, type Stores } from '../../../workers/store/stores.ts';
import { createTracking } from '../../../workers/store/tracking.ts';
import { openSharedDatabase } from '../../support/open-database.ts';

export interface CitizenHouse {
  readonly app: Express;
  readonly stores: Stores;
  readonly deps: CitizenDeps;
  readonly stop: () => Promise<void>;
}

/** The citizen pages on a database of their own; `now` is the house clock. */
export async function startCitizenHouse(
  options: { now?: () => Date; publicUrl?: string } = {},
): Promise<CitizenHouse> {
  const mongo = await openSharedDatabase();
  const config = readConfig({
    PUBLIC_URL: options.publicUrl ?? '',
    NODE_ENV: 'test',
    MONGODB_URI: mongo.uri,
    SESSION_SECRET: 'session-secret-of-a-test',
    TRACKING_SECRET: 'tracking-secret-of-a-test',
    DIGEST_SECRET: 'digest-secret-of-a-test',
  });
  const store = await connectStore(mongo.uri);
  await ensureIndexes(store);
  const stores = createStores(store);
  const deps: CitizenDeps = {
    ...stores,
    config,
    now: options.now ?? (() => new Date()),
    logger: createLogger('silent', 'test'),
    language: createLanguage(),
    limits: createLimits({ store, secret: config.DIGEST_SECRET, complaintsPerHour: 0 }),
    tracking: createTracking(stores, config.TRACKING_SECRET),
    definitions: createDefinitionStore(store),
    caseList: createCaseListStore(store),
  };
  const pages = citizenPages(deps);
  const app = express();
  app.use(requestContext());
  app.use(pages.routes);
  app.use(pages.notFound);
  app.use(pages.problems);
  const stop = async () => {
    await store.close();
    await mongo.stop();
  };
  return { app, stores, deps, stop };
}
