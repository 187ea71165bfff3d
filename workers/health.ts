import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { JobMeter } from './zeebe/define-worker.ts';

/** Why the workers cannot do their work now; empty when they can. */
export type Causes = () => Promise<readonly string[]>;

/** What the workers count. */
export interface Meters {
  readonly registry: Registry;
  readonly jobs: JobMeter;
}

/** Counters of jobs by type and ending; no label holds anything of a case. */
export function createMeters(
  waiting: () => Promise<number>,
  findings: () => Promise<Readonly<Record<string, number>>>,
): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const ended = new Counter({
    name: 'huiying_jobs_total',
    help: 'Jobs by type and ending',
    labelNames: ['type', 'ending'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'huiying_job_seconds',
    help: 'Time from job to outcome',
    labelNames: ['type'],
    registers: [registry],
  });
  new Gauge({
    name: 'huiying_outbox_waiting',
    help: 'Outbox rows not yet delivered',
    registers: [registry],
    async collect() {
      this.set(await waiting());
    },
  });
  new Gauge({
    name: 'huiying_clock_findings',
    help: 'Clocks and timers that do not agree, by kind',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      for (const [kind, count] of Object.entries(await findings())) this.set({ kind }, count);
    },
  });
  return {
    registry,
    jobs: {
      ended: (type, ending, took) => {
        ended.inc({ type, ending });
        seconds.observe({ type }, took);
      },
    },
  };
}

/** Tells of each calendar which year it should cover by now and does not; 0 where none is missing. */
export function meterMissingYears(
  registry: Registry,
  missing: () => Promise<readonly { readonly calendarId: string; readonly year: number | null }[]>,
): void {
  new Gauge({
    name: 'huiying_calendar_missing_year',
    help: 'The year a calendar lacks; 0 when it lacks none',
    labelNames: ['calendar'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { calendarId, year } of await missing())
        this.set({ calendar: calendarId }, year ?? 0);
    },
  });
}

/**
 * Answers /livez, /readyz (names the causes) and /metrics on loopback.
 *
 * @returns the way to stop
 */
export async function serveHealth(
  port: number,
  registry: Registry,
  causes: Causes,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    const json = (status: number, value: unknown) =>
      answer(status, 'application/json', JSON.stringify(value));
    const route = async () => {
      if (request.url === '/livez') return json(200, { status: 'ok' });
      if (request.url === '/metrics')
        return answer(200, registry.contentType, await registry.metrics());
      if (request.url !== '/readyz') return json(404, { status: 'unknown' });
      const why = await causes();
      return json(why.length === 0 ? 200 : 503, {
        status: why.length === 0 ? 'ok' : 'not ready',
        causes: why,
      });
    };
    route().catch((error: unknown) =>
      json(503, {
        status: 'not ready',
        causes: [String(error instanceof Error ? error.name : 'error')],
      }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
