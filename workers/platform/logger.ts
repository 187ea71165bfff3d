import { type Logger as Pino, pino } from 'pino';

/** Who speaks in the log: a closed list. */
export type Category =
  | 'api'
  | 'worker'
  | 'engine'
  | 'outbox'
  | 'projection'
  | 'store'
  | 'schedule'
  | 'calendar'
  | 'rule-lab'
  | 'mail'
  | 'import'
  | 'launch';
type Fields = Readonly<Record<string, unknown>>;

/** One structured line per event: a fixed dotted name and fields; never personal data. */
export interface Logger {
  readonly debug: (event: string, fields?: Fields) => void;
  readonly info: (event: string, fields?: Fields) => void;
  readonly warn: (event: string, fields?: Fields) => void;
  readonly error: (event: string, fields?: Fields) => void;
  readonly of: (category: Category) => Logger;
}

function wrap(target: Pino): Logger {
  return {
    debug: (event, fields) => target.debug({ event, ...fields }),
    info: (event, fields) => target.info({ event, ...fields }),
    warn: (event, fields) => target.warn({ event, ...fields }),
    error: (event, fields) => target.error({ event, ...fields }),
    of: (category) => wrap(target.child({ category })),
  };
}

/** Logs JSON lines to standard output at `level`; `error` fields keep name, message and stack. */
export function createLogger(level: string, service: string): Logger {
  return wrap(
    pino({
      level,
      base: { service },
      serializers: { error: pino.stdSerializers.err },
      redact: [
        '*.password',
        '*.secret',
        '*.phone',
        '*.email',
        '*.name',
        '*.text',
        'req.headers.cookie',
        'req.headers.authorization',
      ],
    }),
  );
}
