import { computed, shallowRef, watch, type ShallowRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import { labHostQuery, moveLabMutation } from '../documents.ts';
import type { Lab } from '../../model/lab.ts';

export interface LostHost {
  /** Why the lab's host, or one of several, is lost; null while none is. */
  readonly reason: ShallowRef<string | null>;
  /** Whether it has others that are not. */
  readonly partly: ShallowRef<boolean>;
  /** Has the lab made anew on another host, without what was inside its containers. */
  move(): Promise<Outcome<unknown>>;
}

/** Notices that a host of a lab is lost, which its containers and networks tell of first. */
export function useLostHost(lab: () => Lab): LostHost {
  const api = useApi();
  const reason = shallowRef<string | null>(null);
  const partly = shallowRef(false);
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
      const hosts = lost ? ((await api.ask(labHostQuery, { id }).catch(() => null))?.lab?.hosts ?? []) : [];
      if (outdated) return;
      const [first] = hosts.filter(({ state }) => state === 'LOST');
      reason.value = first ? (first.reason ?? 'It has not been heard of.') : null;
      partly.value = hosts.some(({ state }) => state !== 'LOST');
    },
    { immediate: true },
  );

  return {
    reason,
    partly,
    move: () => api.change(moveLabMutation, { input: { labId: lab().id } }),
  };
}
