import { computed, shallowRef, watch, type ShallowRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import { labHostQuery, moveLabMutation } from '../documents.ts';
import type { Lab } from '../../model/lab.ts';

interface LostHost {
  /** Why a host of the lab is lost; null while none is. */
  readonly reason: ShallowRef<string | null>;
  /** Whether the lab has other hosts that are not lost. */
  readonly partly: ShallowRef<boolean>;
  /** Recreates the lab on another host, without the files in its containers. */
  move(): Promise<Outcome<unknown>>;
}

/** Detects a lost host of a lab. Lost containers or networks are the first sign. */
export function useLostHost(lab: () => Lab): LostHost {
  const api = useApi();
  const reason = shallowRef<string | null>(null);
  const partly = shallowRef(false);
  const isLost = computed(
    () =>
      lab().containers.some(({ readiness }) => readiness.phase === 'LOST') ||
      lab().networks.some(({ phase }) => phase === 'LOST'),
  );

  // Docker may be down instead, or the lab may have just moved, so check the state of the hosts.
  watch(
    () => [lab().id, lab().revision, isLost.value] as const,
    async ([id, , lost], _, onCleanup) => {
      let outdated = false;
      onCleanup(() => (outdated = true));
      const hosts = lost ? ((await api.query(labHostQuery, { id }).catch(() => null))?.lab?.hosts ?? []) : [];
      if (outdated) return;
      const [first] = hosts.filter(({ state }) => state === 'LOST');
      reason.value = first ? (first.reason ?? 'It stopped reporting.') : null;
      partly.value = hosts.some(({ state }) => state !== 'LOST');
    },
    { immediate: true },
  );

  return {
    reason,
    partly,
    move: () => api.mutate(moveLabMutation, { input: { labId: lab().id } }),
  };
}
