import { usePreferredDark } from '@vueuse/core';
import { inject, readonly, ref, watchEffect, type InjectionKey, type Ref } from 'vue';

type ThemeChoice = 'system' | 'light' | 'dark';

export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** The chosen theme, stored in this browser. `public/theme.js` applies it before the first paint. */
export interface Theme {
  readonly choice: Readonly<Ref<ThemeChoice>>;
  choose(choice: ThemeChoice): void;
}

const storageKey = 'pineapple-theme';

function stored(): ThemeChoice {
  try {
    return themeChoices.find((choice) => choice === localStorage.getItem(storageKey)) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Applies the chosen theme, or the system's theme if that is chosen. */
export function createTheme(): Theme {
  const choice = ref(stored());
  const prefersDark = usePreferredDark();

  watchEffect(() => {
    const dark = choice.value === 'dark' || (choice.value === 'system' && prefersDark.value);
    document.documentElement.classList.toggle('dark', dark);
    document.documentElement.classList.toggle('light', !dark);
  });

  return {
    choice: readonly(choice),
    choose(chosen) {
      choice.value = chosen;
      try {
        localStorage.setItem(storageKey, chosen);
      } catch {
        // Without storage, the choice lasts until the page is closed.
      }
    },
  };
}

export const themeKey: InjectionKey<Theme> = Symbol('theme');

export function useTheme(): Theme {
  const theme = inject(themeKey);
  if (!theme) throw new Error('No theme. Provide one under themeKey.');
  return theme;
}
