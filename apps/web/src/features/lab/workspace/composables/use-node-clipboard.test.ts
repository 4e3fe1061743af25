// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, nextTick } from 'vue';
import type { Lab } from '../../model/lab.ts';
import { useNodeClipboard, type NodeClipboard } from './use-node-clipboard.ts';

const lab = (part: Partial<Record<keyof Lab, unknown>> = {}): Lab =>
  ({ networks: [], containers: [], annotations: [], ...part }) as unknown as Lab;
const source = lab({
  networks: [{ id: 'lan', position: { x: 0, y: 0 } }],
  containers: [{ id: 'pc', position: { x: 0, y: 120 } }],
});

function open(of: Lab) {
  let clipboard: NodeClipboard | undefined;
  const copy = vi.fn().mockResolvedValue(['copy']);
  const page = mount(
    defineComponent({
      setup() {
        clipboard = useNodeClipboard(() => of, { copy });
        return () => null;
      },
    }),
  );
  if (!clipboard) throw new Error('The clipboard was not made.');
  return { page, clipboard, copy };
}

beforeEach(() => localStorage.clear());

it('pastes into another lab what was copied, where there is room', async () => {
  const there = open(source);
  expect(there.clipboard.isFilled.value).toBe(false);
  there.clipboard.copy(['pc', 'lan']);
  await nextTick();
  there.page.unmount();
  const { clipboard, copy } = open(lab());
  expect(clipboard.isFilled.value).toBe(true);
  expect(await clipboard.paste()).toEqual(['copy']);
  expect(copy.mock.calls).toEqual([[['lan', 'pc'], { x: 0, y: 0 }]]);
});

it('duplicates without changing what was copied', async () => {
  const { clipboard, copy } = open(source);
  clipboard.copy(['lan']);
  await clipboard.duplicate(['pc']);
  await clipboard.paste();
  expect(copy.mock.calls.map(([ids]) => ids)).toEqual([['pc'], ['lan']]);
  expect(copy.mock.calls.every(([, offset]) => offset.y > 0)).toBe(true);
});

it('pastes nothing when nothing was copied', async () => {
  localStorage.setItem('pineapple-copied-nodes', '{"not":"a list"}');
  const { clipboard, copy } = open(source);
  expect(clipboard.isFilled.value).toBe(false);
  expect(await clipboard.paste()).toBeNull();
  clipboard.copy(['gone']);
  expect(await clipboard.duplicate([])).toBeNull();
  expect(copy).not.toHaveBeenCalled();
});
