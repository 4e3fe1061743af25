import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent, nextTick, ref, shallowRef } from 'vue';
import { apiClientKey, type ApiClient } from '../../../../client/api-client.ts';
import type { Lab } from '../../model/lab.ts';
import { useLab } from './use-lab.ts';

function open(first: Partial<Lab>) {
  const data = shallowRef({ lab: first });
  const refetch = vi.fn();
  const api = {
    watch: () => ({ data, refetch, loading: ref(false), fault: ref(null) }),
    subscribe: () => () => undefined,
    connection: { onRegained: () => () => undefined },
  } as unknown as ApiClient;
  const page = defineComponent({
    setup() {
      useLab(() => 'lab_1');
      return () => null;
    },
  });
  mount(page, { global: { provide: { [apiClientKey as symbol]: api } } });
  return { data, refetch };
}

it('refetches the lab when an answer is older than an event before it', async () => {
  const { data, refetch } = open({ id: 'lab_1', revision: 1 });
  data.value = { lab: { id: 'lab_1', revision: 2 } };
  await nextTick();
  expect(refetch).not.toHaveBeenCalled();
  data.value = { lab: { id: 'lab_1', revision: 1 } };
  await nextTick();
  expect(refetch).toHaveBeenCalledOnce();
});

it('does not compare revisions of different labs', async () => {
  const { data, refetch } = open({ id: 'lab_1', revision: 7 });
  data.value = { lab: { id: 'lab_2', revision: 1 } };
  await nextTick();
  expect(refetch).not.toHaveBeenCalled();
});
