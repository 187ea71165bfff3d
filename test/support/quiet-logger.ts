import type { Logger } from '../../workers/platform/logger.ts';

export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A logger that keeps its lines for the test to read. */
export function createKeptLog(): Logger & { readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const at =
    (level: Line['level']) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      lines.push({ level, event, fields });
    };
  const logger = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    of: () => logger,
  };
  return logger;
}
