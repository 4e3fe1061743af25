import { mount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { defineComponent, nextTick, ref, shallowRef } from 'vue';
import { apiClientKey, type ApiClient } from '../../../../client/api-client.ts';
import type { Lab } from '../../model/lab.ts';
import { sampleContainer, sampleNetwork, samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import { useLab } from './use-lab.ts';

afterEach(() => vi.useRealTimers());

function open(first: Partial<Lab>) {
  const data = shallowRef({ lab: { containers: [], ...first } });
  const refetch = vi.fn();
  const api = {
    watch: () => ({ data, refetch, loading: ref(false), fault: ref(null) }),
    subscribe: () => () => undefined,
    updateCache: (_query: unknown, _variables: unknown, update: (known: object) => { lab: Partial<Lab> }) =>
      (data.value = update(data.value) as typeof data.value),
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
  data.value = { lab: { id: 'lab_1', revision: 2, containers: [] } };
  await nextTick();
  expect(refetch).not.toHaveBeenCalled();
  data.value = { lab: { id: 'lab_1', revision: 1, containers: [] } };
  await nextTick();
  expect(refetch).toHaveBeenCalledOnce();
});

it('does not compare revisions of different labs', async () => {
  const { data, refetch } = open({ id: 'lab_1', revision: 7 });
  data.value = { lab: { id: 'lab_2', revision: 1, containers: [] } };
  await nextTick();
  expect(refetch).not.toHaveBeenCalled();
});

it('ends a single outage when its time is over, and leaves flapping', async () => {
  const since = '2026-01-01T00:00:00.000Z';
  vi.useFakeTimers({ now: Date.parse(since) + 1_000 });
  const link = (downSeconds: number, upSeconds: number | null) => ({
    ...{ name: 'eth0', ipv4Address: null, ipv6Address: null, macAddress: null, network: sampleNetwork() },
    ...samplePerfectLink,
    quality: { ...samplePerfectLink.quality, outage: { downSeconds, upSeconds, since } },
  });
  const { data } = open({
    ...{ id: 'lab_1', revision: 1 },
    containers: [sampleContainer({ interfaces: [link(5, null), link(5, 5), link(9, null)] })],
  });
  const left = () =>
    data.value.lab.containers[0]?.interfaces.map(({ quality }) => quality.outage?.downSeconds ?? null);
  vi.advanceTimersByTime(3_999);
  expect(left()).toEqual([5, 5, 9]);
  vi.advanceTimersByTime(1);
  expect(left()).toEqual([null, 5, 9]);
  await nextTick();
  vi.advanceTimersByTime(4_000);
  expect(left()).toEqual([null, 5, null]);
});
