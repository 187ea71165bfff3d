import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the web process counts. */
export interface Meters {
  readonly registry: Registry;
  /** Measures each request by route pattern and status; a path could hold a number or a word of somebody. */
  readonly measure: RequestHandler;
}

/** @param listening how many desks are connected to the event stream */
export function createMeters(listening: () => number): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'huiying_http_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  new Gauge({
    name: 'huiying_event_streams',
    help: 'Desks connected to the event stream',
    registers: [registry],
    collect() {
      this.set(listening());
    },
  });
  return {
    registry,
    measure: (req, res, next) => {
      const stop = seconds.startTimer({ method: req.method });
      res.on('finish', () =>
        stop({ route: req.served ?? 'unrouted', status: String(res.statusCode) }),
      );
      next();
    },
  };
}
