/** What a pattern may say: which days, never times, ends or counts. Those are fields of the shift. */
const words = [
  /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  /^INTERVAL=([1-9]|[1-4]\d|5[0-3])$/,
  /^BYDAY=(([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/,
  /^BYMONTHDAY=-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/,
  /^BYMONTH=([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/,
  /^BYSETPOS=-?\d{1,2}(,-?\d{1,2})*$/,
  /^WKST=(MO|SU)$/,
] as const;

/** Why a pattern is none that a shift can have: the code of the sentence that says so; null when it is one. */
export function patternProblem(text: string): 'PATTERN_UNREADABLE' | null {
  const parts = text.split(';');
  const names = parts.map((part) => part.split('=')[0]);
  const isSound =
    names[0] === 'FREQ' &&
    new Set(names).size === names.length &&
    parts.every((part) => words.some((word) => word.test(part)));
  return isSound ? null : 'PATTERN_UNREADABLE';
}
