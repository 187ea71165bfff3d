import { type ComputedRef, computed } from 'vue';
import { useQuery } from '../../web/api/use-query.ts';
import { emptyPalette, type Palette } from './palette.ts';

/** What a diagram may be built of; nothing while it is not known, or when it could not be asked. */
export function usePalette(draftId: () => string): {
  readonly palette: ComputedRef<Palette>;
  /** False while the answer is still awaited. */
  readonly asked: ComputedRef<boolean>;
} {
  const { data, error } = useQuery<Palette>(
    () => `/studio/palette?draft=${encodeURIComponent(draftId())}`,
  );
  return {
    palette: computed(() => ({ ...emptyPalette, ...data.value })),
    asked: computed(() => data.value !== null || error.value !== null),
  };
}
