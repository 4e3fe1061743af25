import { usePreferredDark } from '@vueuse/core';
import { ref, watchEffect, type Ref } from 'vue';

export type ThemeChoice = 'system' | 'light' | 'dark';

const storageKey = 'pineapple-theme';
const order: readonly ThemeChoice[] = ['system', 'light', 'dark'];

function stored(): ThemeChoice {
  try {
    return order.find((choice) => choice === localStorage.getItem(storageKey)) ?? 'system';
  } catch {
    return 'system';
  }
}

/** The chosen theme, kept on this browser. `public/theme.js` applies it before the first paint. */
export function useTheme(): { choice: Readonly<Ref<ThemeChoice>>; next: Ref<ThemeChoice>; advance(): void } {
  const choice = ref(stored());
  const next = ref<ThemeChoice>('light');
  const prefersDark = usePreferredDark();

  watchEffect(() => {
    const dark = choice.value === 'dark' || (choice.value === 'system' && prefersDark.value);
    document.documentElement.classList.toggle('dark', dark);
    document.documentElement.classList.toggle('light', !dark);
    next.value = order[(order.indexOf(choice.value) + 1) % order.length] ?? 'system';
  });

  function advance(): void {
    choice.value = next.value;
    try {
      localStorage.setItem(storageKey, choice.value);
    } catch {
      // Storage is closed to us: the choice lasts as long as the page.
    }
  }
  return { choice, next, advance };
}
