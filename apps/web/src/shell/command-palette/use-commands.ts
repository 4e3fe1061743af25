import { computed, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useApi } from '../../client/api-client.ts';
import { useShortcuts } from '../../ui/page/shortcuts.ts';
import { themeChoices, useTheme } from '../theme.ts';
import { useSession } from '../../features/account/composables/use-session.ts';
import { commandGroups, type Command, type CommandGroup } from './commands.ts';
import { paletteTargetsQuery } from './documents.ts';

const themeIcons = { system: 'i-lucide-sun-moon', light: 'i-lucide-sun', dark: 'i-lucide-moon' } as const;

/** The current entries of the command palette. */
export function useCommands(): { groups: ComputedRef<CommandGroup[]>; loading: ComputedRef<boolean> } {
  const { watch } = useApi();
  const { all } = useShortcuts();
  const { choose } = useTheme();
  const session = useSession();
  const router = useRouter();
  const targets = watch(paletteTargetsQuery, () => ({}));

  async function signOut(): Promise<void> {
    await session.signOut();
    if (!session.viewer.value) await router.push({ name: 'sign-in' });
  }

  const settings: Command[] = [
    ...themeChoices.map((choice) => ({
      label: choice === 'system' ? 'System theme' : `${choice === 'dark' ? 'Dark' : 'Light'} theme`,
      icon: themeIcons[choice],
      run: () => choose(choice),
    })),
    { label: 'Sign out', icon: 'i-lucide-log-out', run: () => void signOut() },
  ];

  const loading = computed(() => targets.loading.value && !targets.data.value);
  return {
    groups: computed(() => {
      const groups = commandGroups(
        targets.data.value?.labs.nodes ?? [],
        all.value.filter(({ keys, when }) => !keys.includes('mod+k') && (when?.() ?? true)),
        settings,
        session.viewer.value?.operator,
      );
      // What comes after the labs would move when they arrive.
      return loading.value ? groups.filter(({ id }) => id === 'here') : groups;
    }),
    loading,
  };
}
