import type { Switch } from '../composables/use-container-actions.ts';

/** How what can be asked of a container looks. */
export const switchLooks: Readonly<Record<Switch, { readonly icon: string; readonly label: string }>> = {
  start: { icon: 'i-lucide-play', label: 'Start' },
  stop: { icon: 'i-lucide-square', label: 'Stop' },
  restart: { icon: 'i-lucide-rotate-cw', label: 'Restart' },
};
