// @vitest-environment happy-dom
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
  const changing = ref(0);
  const change = vi.fn(async () => ({ ok: true, payload: { label: 'it' } }));
  let history: LabHistory | undefined;
  const page = defineComponent({
    setup() {
      history = useHistory(() => lab.value);
      return () => null;
    },
  });
  const api = { changing, change } as unknown as ApiClient;
  mount(page, { global: { provide: { [apiClientKey as symbol]: api } } });
  const undo = (): Promise<void> =>
    history?.go('undo') ?? Promise.reject(new Error('The history is not mounted.'));
  return { lab, changing, change, undo };
}

const undone = (stepId: string) => [expect.anything(), { input: { labId: 'lab_1', stepId } }];

it('undoes the visible edit, even before it is answered', async () => {
  const { lab, changing, change, undo } = open('before');
  changing.value = 1;
  const asked = undo();
  await flushPromises();
  expect(change).not.toHaveBeenCalled();
  lab.value = labAfter('the edit');
  changing.value = 0;
  await asked;
  expect(change.mock.calls).toEqual([undone('the edit')]);
});

it('undoes two edits when called twice before an answer', async () => {
  const { lab, changing, change, undo } = open('first');
  change.mockImplementation(async () => {
    lab.value = labAfter('first');
    return { ok: true, payload: { label: 'it' } };
  });
  changing.value = 1;
  const asked = [undo(), undo()];
  await flushPromises();
  lab.value = labAfter('second');
  changing.value = 0;
  await Promise.all(asked);
  expect(change.mock.calls).toEqual([undone('second'), undone('first')]);
});

it('undoes the edit before a refused one', async () => {
  const { changing, change, undo } = open('before');
  changing.value = 1;
  const asked = undo();
  changing.value = 0;
  await asked;
  expect(change.mock.calls).toEqual([undone('before')]);
});
