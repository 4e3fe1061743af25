import { computed, shallowRef, watch, type ShallowRef } from 'vue';
import { useApi } from '../../../app/api-client.ts';
import type { Outcome } from '../../../app/outcome.ts';
import { labHostQuery, moveLabMutation } from '../documents.ts';
import type { Lab } from '../lab-changes.ts';

export interface LostHost {
  /** Why the lab's host is lost; null while it is not. */
  readonly reason: ShallowRef<string | null>;
  /** Has the lab made anew on another host, without what was inside its containers. */
  move(): Promise<Outcome<unknown>>;
}

/** Notices that the host of a lab is lost, which its containers and networks tell of first. */
export function useLostHost(lab: () => Lab): LostHost {
  const api = useApi();
  const reason = shallowRef<string | null>(null);
  const isLost = computed(
    () =>
      lab().containers.some(({ readiness }) => readiness.phase === 'LOST') ||
      lab().networks.some(({ phase }) => phase === 'LOST'),
  );

  // What is lost may also be so because Docker is down, or because the lab has just been moved.
  watch(
    () => [lab().id, lab().revision, isLost.value] as const,
    async ([id, , lost], _, onCleanup) => {
      let outdated = false;
      onCleanup(() => (outdated = true));
      const host = lost ? (await api.ask(labHostQuery, { id }).catch(() => null))?.lab?.host : null;
      if (outdated) return;
      reason.value = host?.state === 'LOST' ? (host.reason ?? 'It has not been heard of.') : null;
    },
    { immediate: true },
  );

  return {
    reason,
    move: () => api.change(moveLabMutation, { input: { labId: lab().id } }),
  };
}
