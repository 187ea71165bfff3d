import { type ComputedRef, computed } from 'vue';
import { useQuery } from '../../web/api/use-query.ts';
import { emptyPalette, type Palette } from './palette.ts';

/** What a diagram may be built of; nothing while it is not known. */
export function usePalette(draftId: () => string): {
  readonly palette: ComputedRef<Palette>;
} {
  const { data } = useQuery<Palette>(
    () => `/studio/palette?draft=${encodeURIComponent(draftId())}`,
  );
  return { palette: computed(() => ({ ...emptyPalette, ...data.value })) };
}
