import { type InjectionKey, inject, type Ref, ref, watchEffect } from 'vue';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Light, dark, or as the device says; kept in this browser. */
export interface ThemeChoice {
  readonly chosen: Ref<Theme>;
}

export const themeKey: InjectionKey<ThemeChoice> = Symbol('theme');
const stored = 'huiying.theme';

export function createTheme(): ThemeChoice {
  const device = matchMedia('(prefers-color-scheme: dark)');
  const deviceIsDark = ref(device.matches);
  device.addEventListener('change', (event) => {
    deviceIsDark.value = event.matches;
  });
  const before = localStorage.getItem(stored);
  const chosen = ref<Theme>(themes.find((theme) => theme === before) ?? 'auto');
  watchEffect(() => {
    const dark = chosen.value === 'dark' || (chosen.value === 'auto' && deviceIsDark.value);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    localStorage.setItem(stored, chosen.value);
  });
  return { chosen };
}

export function useTheme(): ThemeChoice {
  const theme = inject(themeKey);
  if (theme === undefined) throw new Error('no theme provided: main.ts provides it');
  return theme;
}
