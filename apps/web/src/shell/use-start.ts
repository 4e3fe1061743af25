import { onScopeDispose, ref, type Ref } from 'vue';
import type { Router } from 'vue-router';
import { retryDelay } from '../client/socket.ts';

/** The first page. If the server can't be reached, it is opened as soon as it can. */
export function useStart(router: Router): {
  readonly started: Readonly<Ref<boolean>>;
  /** Whether the last attempt failed. */
  readonly failed: Readonly<Ref<boolean>>;
} {
  const started = ref(false);
  const failed = ref(false);
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    clearTimeout(timer);
    router.isReady().then(
      () => {
        started.value = true;
        failed.value = false;
        window.removeEventListener('online', again);
      },
      () => {
        failed.value = true;
        timer = setTimeout(again, retryDelay(attempt));
        attempt += 1;
      },
    );
  }
  function again(): void {
    if (!failed.value) return;
    open();
    // The outcome is that of isReady.
    router.replace(window.location.href.slice(window.location.origin.length)).catch(() => undefined);
  }
  open();
  window.addEventListener('online', again);
  onScopeDispose(() => {
    clearTimeout(timer);
    window.removeEventListener('online', again);
  });
  return { started, failed };
}
