import { computed, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useApi } from '../../client/api-client.ts';
import { useShortcuts } from '../../ui/page/shortcuts.ts';
import { themeChoices, useTheme } from '../theme.ts';
import { useSession } from '../../features/account/composables/use-session.ts';
import { commandGroups, type Command, type CommandGroup } from './commands.ts';
import { placesQuery } from './documents.ts';

const themeIcons = { system: 'i-lucide-sun-moon', light: 'i-lucide-sun', dark: 'i-lucide-moon' } as const;

/** What the palette offers now. */
export function useCommands(): { groups: ComputedRef<CommandGroup[]>; loading: ComputedRef<boolean> } {
  const { watch } = useApi();
  const { all } = useShortcuts();
  const { choose } = useTheme();
  const session = useSession();
  const router = useRouter();
  const places = watch(placesQuery, () => ({}));

  async function signOut(): Promise<void> {
    await session.signOut();
    if (!session.viewer.value) await router.push({ name: 'sign-in' });
  }

  const settings: Command[] = [
    ...themeChoices.map((choice) => ({
      label: choice === 'system' ? 'Theme of the system' : `${choice === 'dark' ? 'Dark' : 'Light'} theme`,
      icon: themeIcons[choice],
      run: () => choose(choice),
    })),
    { label: 'Sign out', icon: 'i-lucide-log-out', run: () => void signOut() },
  ];

  return {
    groups: computed(() =>
      commandGroups(
        places.data.value?.labs.nodes ?? [],
        all.value.filter(({ keys, when }) => !keys.includes('mod+k') && (when?.() ?? true)),
        settings,
        session.viewer.value?.operator,
      ),
    ),
    loading: computed(() => places.loading.value && !places.data.value),
  };
}
