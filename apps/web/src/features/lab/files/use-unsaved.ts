import { onScopeDispose, watch } from 'vue';
import { useRouter } from 'vue-router';

const question = 'Leave without saving your changes?';

/** Asks before the page is left or reloaded while something is not saved. */
export function useUnsaved(dirty: () => boolean): void {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  const stopGuard = useRouter().beforeEach(() => !dirty() || window.confirm(question));
  watch(
    dirty,
    (now) => {
      if (now) window.addEventListener('beforeunload', ask);
      else window.removeEventListener('beforeunload', ask);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stopGuard();
    window.removeEventListener('beforeunload', ask);
  });
}
