import { isFigure } from '../../processes/figures/definitions.ts';
import { percent, type Shown, showFigure, showSpan } from '../../processes/figures/shown.ts';
import type { FigureView } from '../api/types.ts';
import { useLanguage } from '../language/language.ts';

/** Figures in the words of the chosen language. */
export function useFigureWords() {
  const { t } = useLanguage();
  const shown = ({ unit, value }: Shown) => t(`figures:value.${unit}`, { value });
  return {
    name: (figure: string) => t(`figures:figure.${figure}.name`),
    value: ({ figure, value }: FigureView) =>
      isFigure(figure) ? shown(showFigure({ figure, value })) : '',
    /** `75.6–76.8`; nothing for what is no rate. */
    range: ({ low, high }: { readonly low: number | null; readonly high: number | null }) =>
      low === null || high === null
        ? ''
        : t('figures:table.range', { low: percent(low), high: percent(high) }),
    span: (ms: number | null) => (ms === null ? t('figures:value.none') : shown(showSpan(ms))),
  };
}
