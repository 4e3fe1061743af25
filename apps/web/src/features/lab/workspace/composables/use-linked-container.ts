import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * Shows the container that the address asks for. The address then asks no more, so that the same link works again
 * and a reload leaves alone what was selected since.
 */
export function useAskedContainer(
  labId: string,
  has: (id: string) => boolean,
  show: (id: string) => unknown,
): void {
  const route = useRoute();
  const router = useRouter();
  watch(
    () => route.query['container'],
    (asked) => {
      // On the way to another lab the question is for that one.
      if (asked === undefined || route.params['labId'] !== labId) return;
      const { container: _, ...query } = route.query;
      void router.replace({ query, hash: route.hash });
      if (typeof asked === 'string' && has(asked)) show(asked);
    },
    { immediate: true },
  );
}
