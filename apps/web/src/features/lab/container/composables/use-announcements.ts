import { useDebounceFn } from '@vueuse/core';
import { ref, watch, type Ref } from 'vue';
import { announcementOf, type Phases } from '../announcements.ts';
import type { Container } from '../../model/lab.ts';

/** Text for a polite live region. Debounced, so that a starting lab is one sentence. */
export function useAnnouncements(
  containers: () => readonly Container[],
  delayMs = 700,
): Readonly<Ref<string>> {
  const text = ref('');
  const phases = (): Phases =>
    new Map(containers().map(({ id, name, readiness }) => [id, { name, phase: readiness.phase }]));
  let before = phases();

  const announce = useDebounceFn(
    () => {
      const after = phases();
      const sentence = announcementOf(before, after);
      before = after;
      if (sentence) text.value = sentence;
    },
    delayMs,
    { maxWait: 4 * delayMs },
  );
  watch(
    () =>
      containers()
        .map(({ id, readiness }) => `${id} ${readiness.phase}`)
        .join(),
    () => void announce(),
  );
  return text;
}
