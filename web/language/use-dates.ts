import type { Remaining } from '../api/types.ts';
import { dueParts, type InstantParts, partsOf } from './instant.ts';
import { useLanguage } from './language.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** Dates and distances in the words of the chosen language. */
export interface Dates {
  /** `11月21日 周六 17:00`, with the year when it is not this one. */
  readonly instant: (iso: string | null | undefined) => string;
  /** The same for a due date: midnight is said as 24:00 of the last day. */
  readonly due: (iso: string | null | undefined) => string;
  /** A date without time; a bare `YYYY-MM-DD` is that very day. */
  readonly day: (iso: string | null | undefined) => string;
  readonly time: (at: Date) => string;
  /** `还剩 2 个工作日` / `超期 1 个工作日`. */
  readonly distance: (remaining: Remaining | null, overdue: boolean) => string;
  /** `8 个工作日`. */
  readonly span: (amount: number, unit: string) => string;
}

export function useDates(): Dates {
  const { t, tongue } = useLanguage();

  function dayText(parts: InstantParts): string {
    const at = new Date(Date.UTC(parts.year, parts.month - 1, parts.day));
    const locale = tongue.value === 'zh' ? 'zh-CN' : 'en-GB';
    const named = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at);
    const key = parts.year === partsOf(new Date()).year ? 'desk:date.day' : 'desk:date.dayWithYear';
    return t(key, {
      year: parts.year,
      month: parts.month,
      monthName: named({ month: 'short' }),
      day: parts.day,
      weekday: named({ weekday: 'short' }),
    });
  }

  function full(parts: InstantParts): string {
    return t('desk:date.withTime', {
      day: dayText(parts),
      time: `${two(parts.hour)}:${two(parts.minute)}`,
    });
  }

  const span = (amount: number, unit: string) => t(`desk:span.${unit}`, { count: amount });
  return {
    instant: (iso) => (iso ? full(partsOf(new Date(iso))) : ''),
    due: (iso) => (iso ? full(dueParts(new Date(iso))) : ''),
    day: (iso) => (iso ? dayText(partsOf(new Date(iso))) : ''),
    time: (at) => {
      const { hour, minute } = partsOf(at);
      return `${two(hour)}:${two(minute)}`;
    },
    distance: (remaining, overdue) => {
      if (remaining === null) return overdue ? t('desk:clock.overdue') : '';
      const amount = span(Math.abs(remaining.amount), remaining.unit);
      return t(overdue ? 'desk:clock.late' : 'desk:clock.left', { span: amount });
    },
    span,
  };
}
