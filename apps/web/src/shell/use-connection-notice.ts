import { useIntervalFn, useOnline, useTimeoutFn } from '@vueuse/core';
import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue';
import type { Connection } from '../client/socket.ts';

type ConnectionNotice = 'none' | 'offline' | 'lost' | 'regained';

const ignoredLossMs = 1_200;
const regainedShownMs = 1_500;

/** The state of the connection banner. A loss shorter than 1.2 s does not show it. */
export function useConnectionNotice(connection: Connection): {
  notice: ComputedRef<ConnectionNotice>;
  secondsToRetry: ComputedRef<number | null>;
} {
  const online = useOnline();
  const lostForLong = ref(false);
  const justRegained = ref(false);
  const now = ref(Date.now());

  const lossTimer = useTimeoutFn(() => (lostForLong.value = true), ignoredLossMs, { immediate: false });
  const regainedTimer = useTimeoutFn(() => (justRegained.value = false), regainedShownMs, {
    immediate: false,
  });
  const clock = useIntervalFn(() => (now.value = Date.now()), 500, { immediate: false });

  watch(
    connection.status,
    (status) => {
      if (status === 'lost') {
        if (!lostForLong.value && !lossTimer.isPending.value) lossTimer.start();
        clock.resume();
        return;
      }
      lossTimer.stop();
      clock.pause();
      if (status === 'connected' && lostForLong.value) {
        justRegained.value = true;
        regainedTimer.start();
      }
      if (status !== 'connecting') lostForLong.value = false;
    },
    { immediate: true },
  );
  onScopeDispose(clock.pause);

  const notice = computed<ConnectionNotice>(() => {
    if (!online.value) return 'offline';
    if (lostForLong.value) return 'lost';
    return justRegained.value ? 'regained' : 'none';
  });
  const secondsToRetry = computed(() =>
    connection.retryAt.value === null
      ? null
      : Math.max(0, Math.ceil((connection.retryAt.value - now.value) / 1000)),
  );
  return { notice, secondsToRetry };
}
