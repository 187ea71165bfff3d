import { DateTime } from 'luxon';
import type { FigureSet } from '../../processes/figures/report.ts';
import { type Shown, showFigure } from '../../processes/figures/shown.ts';
import type { Dimension, FigureValue } from '../../processes/figures/survey.ts';
import enFigures from '../../processes/language/en/figures.json' with { type: 'json' };
import enWords from '../../processes/language/en/words.json' with { type: 'json' };
import zhFigures from '../../processes/language/zh/figures.json' with { type: 'json' };
import zhWords from '../../processes/language/zh/words.json' with { type: 'json' };
import { createSay, type Language, type Say } from '../mail/words.ts';

type FiguresSay = Say<typeof zhFigures>;

/** Everything a document of figures says, in one language and with the names that were frozen with it. */
export interface ReportWords {
  readonly language: Language;
  readonly say: FiguresSay;
  readonly shown: (value: Shown) => string;
  readonly figure: (value: FigureValue) => string;
  /** A word of the house by kind, e.g. `status` and `answered`; the word itself where the dictionary has none. */
  readonly word: (kind: 'status' | 'topic' | 'channel', word: string) => string;
  readonly unit: (unitId: string | null) => string;
  /** Name of a group; `''` is the one of cases without it. */
  readonly key: (dimension: Dimension, key: string) => string;
  readonly day: (at: Date) => string;
  readonly moment: (at: Date) => string;
}

const houseWords = { zh: zhWords, en: enWords } as const;

/** The words of a report in one language. */
export function reportWords(language: Language, set: FigureSet): ReportWords {
  const say: FiguresSay = createSay({ zh: zhFigures, en: enFigures }, language);
  const names = new Map(set.units.map((unit) => [unit.id, unit[language]]));
  const local = (at: Date) => DateTime.fromJSDate(at, { zone: set.zone }).setLocale('en-GB');
  const dayFormat = language === 'zh' ? 'yyyy年L月d日' : 'd LLLL yyyy';
  const shown = ({ unit, value }: Shown) => say(`value.${unit}`, { value });
  const word: ReportWords['word'] = (kind, one) => {
    const known: Readonly<Record<string, string>> = houseWords[language][kind];
    return known[one] ?? one;
  };
  const unit = (unitId: string | null) =>
    unitId === null || unitId === '' ? say('none.unit') : (names.get(unitId) ?? unitId);
  return {
    ...{ language, say, shown, word, unit },
    figure: (value) => shown(showFigure(value)),
    key: (dimension, key) => {
      if (key === '') return say(`none.${dimension}`);
      if (dimension === 'unit') return unit(key);
      return dimension === 'topic' || dimension === 'channel' ? word(dimension, key) : key;
    },
    day: (at) => local(at).toFormat(dayFormat),
    moment: (at) => local(at).toFormat(`${dayFormat} HH:mm`),
  };
}
