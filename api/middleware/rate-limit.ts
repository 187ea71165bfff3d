import { createHmac } from 'node:crypto';
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../processes/refusal.ts';
import type { Store } from '../../workers/store/connect.ts';

/** How often something may be tried; keys are digests, so that no address is kept. */
export interface Limits {
  /** Counts a try. @throws Refusal `TOO_MANY_LOGINS` when this account was tried too often from this address, or the address tries many */
  readonly beforeLogin: (account: string, address: string) => Promise<void>;
  /** Takes the try back: only wrong ones count. */
  readonly loginSucceeded: (account: string, address: string) => Promise<void>;
  /** @throws Refusal `TOO_MANY_REQUESTS` */
  readonly submission: RequestHandler;
  /** Files sent to complaints that are still being written. @throws Refusal `TOO_MANY_REQUESTS` */
  readonly uploads: RequestHandler;
  /** Looking for what is published while a complaint is written. @throws Refusal `TOO_MANY_REQUESTS` */
  readonly lookUp: RequestHandler;
  /** Guessing of tracking codes. @throws Refusal `TOO_MANY_REQUESTS` */
  readonly tracking: RequestHandler;
  /** What systems of others ask. @throws Refusal `TOO_MANY_REQUESTS` */
  readonly open311: RequestHandler;
  /** What one partner's system asks, from wherever. @throws Refusal `TOO_MANY_REQUESTS` */
  readonly partner: (partnerId: string) => Promise<void>;
}

export interface LimitOptions {
  readonly store: Store;
  readonly secret: string;
  /** Complaints taken from one address in an hour; 0: no limit. */
  readonly complaintsPerHour: number;
}

const quarter = 15 * 60;
const failuresPerAccount = 5;
const failuresPerAddress = 100;

function refuse(code: string, result: unknown): never {
  if (!(result instanceof RateLimiterRes)) throw result;
  throw new Refusal(code, { retryAfter: Math.max(1, Math.ceil(result.msBeforeNext / 1000)) });
}

/** The limits of the house. Logins are counted in the database, for every process alike; the rest per process. */
export function createLimits({ store, secret, complaintsPerHour }: LimitOptions): Limits {
  const digest = (text: string) => createHmac('sha256', secret).update(text).digest('hex');
  const counted = (keyPrefix: string, points: number) =>
    new RateLimiterMongo({
      storeClient: store.connection.getClient(),
      dbName: store.connection.name,
      tableName: 'rate_limits',
      keyPrefix,
      points,
      duration: quarter,
      // The database away: counted here until it is back; logging in fails without it anyway.
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: quarter }),
    });
  const byAccount = counted('login', failuresPerAccount);
  const byAddress = counted('login-from', failuresPerAddress);
  const accountKey = (account: string, address: string) =>
    digest(`${account.toLowerCase()}\n${address}`);

  const take = async (limiter: RateLimiterMongo | RateLimiterMemory, key: string, code: string) => {
    await limiter.consume(key).catch((result: unknown) => refuse(code, result));
  };

  const perAddress = (points: number, duration: number): RequestHandler => {
    const limiter = new RateLimiterMemory({ points, duration });
    return async (req, _res, next) => {
      await take(limiter, digest(req.ip ?? ''), 'TOO_MANY_REQUESTS');
      next();
    };
  };
  const byPartner = new RateLimiterMemory({ points: 300, duration: 60 });
  const free: RequestHandler = (_req, _res, next) => next();

  return {
    // Counted before the password is looked at: tries sent all at once are all counted.
    beforeLogin: async (account, address) => {
      await take(byAccount, accountKey(account, address), 'TOO_MANY_LOGINS');
      await take(byAddress, digest(address), 'TOO_MANY_LOGINS');
    },
    loginSucceeded: async (account, address) => {
      await byAccount.delete(accountKey(account, address));
      await byAddress.reward(digest(address), 1);
    },
    submission: complaintsPerHour === 0 ? free : perAddress(complaintsPerHour, 3600),
    uploads: perAddress(100, 600),
    lookUp: perAddress(120, 60),
    tracking: perAddress(60, 60),
    open311: perAddress(300, 60),
    partner: (partnerId) => take(byPartner, partnerId, 'TOO_MANY_REQUESTS'),
  };
}
