import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent, ref, shallowRef } from 'vue';
import { apiClientKey, type ApiClient } from '../../../../client/api-client.ts';
import type { Lab } from '../../model/lab.ts';
import { useHistory, type LabHistory } from './use-history.ts';

const labAfter = (undoStepId: string | null): Lab =>
  ({
    id: 'lab_1',
    history: {
      ...{ canUndo: undoStepId !== null, undoStepId, undoLabel: undoStepId, undoWarning: null },
      ...{ canRedo: false, redoStepId: null, redoLabel: null, redoWarning: null },
    },
  }) as Lab;

function open(first: string | null) {
  const lab = shallowRef(labAfter(first));
  const pendingMutations = ref(0);
  const mutate = vi.fn(async () => ({ ok: true, payload: { label: 'it' } }));
  let history: LabHistory | undefined;
  const page = defineComponent({
    setup() {
      history = useHistory(() => lab.value);
      return () => null;
    },
  });
  const api = { pendingMutations, mutate } as unknown as ApiClient;
  mount(page, { global: { provide: { [apiClientKey as symbol]: api } } });
  const undo = (): Promise<void> =>
    history?.go('undo') ?? Promise.reject(new Error('The history is not mounted.'));
  return { lab, pendingMutations, mutate, undo };
}

const undone = (stepId: string) => [expect.anything(), { input: { labId: 'lab_1', stepId } }];

it('undoes the visible edit, even before it is answered', async () => {
  const { lab, pendingMutations, mutate, undo } = open('before');
  pendingMutations.value = 1;
  const asked = undo();
  await flushPromises();
  expect(mutate).not.toHaveBeenCalled();
  lab.value = labAfter('the edit');
  pendingMutations.value = 0;
  await asked;
  expect(mutate.mock.calls).toEqual([undone('the edit')]);
});

it('undoes two edits when called twice before an answer', async () => {
  const { lab, pendingMutations, mutate, undo } = open('first');
  mutate.mockImplementation(async () => {
    lab.value = labAfter('first');
    return { ok: true, payload: { label: 'it' } };
  });
  pendingMutations.value = 1;
  const asked = [undo(), undo()];
  await flushPromises();
  lab.value = labAfter('second');
  pendingMutations.value = 0;
  await Promise.all(asked);
  expect(mutate.mock.calls).toEqual([undone('second'), undone('first')]);
});

it('undoes the edit before a refused one', async () => {
  const { pendingMutations, mutate, undo } = open('before');
  pendingMutations.value = 1;
  const asked = undo();
  pendingMutations.value = 0;
  await asked;
  expect(mutate.mock.calls).toEqual([undone('before')]);
});
