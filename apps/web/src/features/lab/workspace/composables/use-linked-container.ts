import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * Shows the container that the URL names, then removes it from the URL: the same link works again, and a reload keeps a
 * later selection.
 */
export function useLinkedContainer(
  labId: string,
  has: (id: string) => boolean,
  show: (id: string) => unknown,
): void {
  const route = useRoute();
  const router = useRouter();
  watch(
    () => route.query['container'],
    (linked) => {
      // While navigating to another lab, the link is for that lab.
      if (linked === undefined || route.params['labId'] !== labId) return;
      const { container: _, ...query } = route.query;
      void router.replace({ query, hash: route.hash });
      if (typeof linked === 'string' && has(linked)) show(linked);
    },
    { immediate: true },
  );
}
