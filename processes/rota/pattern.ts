import rrule from 'rrule';

const { RRule } = rrule;

const day = 86_400_000;

function parse(text: string) {
  return RRule.parseString(text);
}

/**
 * The days of a pattern from its first day on, as counted by `dayOf`, in order.
 *
 * @param until the last day that is looked at, included
 */
export function patternDays(text: string, from: number, until: number): number[] {
  if (until < from) return [];
  // Days are counted as midnights of UTC: a rule of days knows no zone.
  const rule = new RRule({
    ...parse(text),
    dtstart: new Date(from * day),
    until: new Date(until * day),
  });
  return rule.all().map((at) => Math.round(at.getTime() / day));
}
