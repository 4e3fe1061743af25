import { useDebounceFn } from '@vueuse/core';
import { ref, watch, type Ref } from 'vue';
import { announcementOf, type Phases } from '../announcements.ts';
import type { Container } from '../../model/lab.ts';

/** Text for a polite live region. Waits until things calm down, so that a lab coming up is one sentence. */
export function useAnnouncements(
  containers: () => readonly Container[],
  calmMs = 700,
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
    calmMs,
    { maxWait: 4 * calmMs },
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
