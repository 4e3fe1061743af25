import { onScopeDispose, ref, type Ref } from 'vue';
import type { Fault } from './api-client.ts';
import type { Signal } from './signal.ts';

export interface Toast {
  readonly key: number;
  readonly fault: Fault;
}

const shownMs = 12_000;
const most = 3;

/** The last few faults; each goes by itself after a while. The same fault twice is shown once. */
export function useFaultToasts(faults: Signal<Fault>): {
  toasts: Readonly<Ref<readonly Toast[]>>;
  dismiss(key: number): void;
} {
  const toasts = ref<readonly Toast[]>([]);
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let nextKey = 1;

  function dismiss(key: number): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    toasts.value = toasts.value.filter((toast) => toast.key !== key);
  }

  const stop = faults.on((fault) => {
    const same = toasts.value.find(
      (toast) => toast.fault.message === fault.message && toast.fault.requestId === fault.requestId,
    );
    if (same) dismiss(same.key);
    const key = nextKey++;
    toasts.value = [...toasts.value, { key, fault }].slice(-most);
    timers.set(
      key,
      setTimeout(() => dismiss(key), shownMs),
    );
  });
  onScopeDispose(() => {
    stop();
    for (const timer of timers.values()) clearTimeout(timer);
  });
  return { toasts, dismiss };
}
