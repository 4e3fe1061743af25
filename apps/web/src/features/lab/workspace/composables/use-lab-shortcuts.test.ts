// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { createShortcuts, shortcutsKey } from '../../../../ui/page/shortcuts.ts';
import type { Image } from '../../container/composables/use-images.ts';
import { useLabShortcuts } from './use-lab-shortcuts.ts';

type LabCommands = Parameters<typeof useLabShortcuts>[0];

/** A lab page where nothing is focused or selected. */
function open() {
  const shortcuts = createShortcuts();
  const edits = { add: vi.fn(), arrange: vi.fn(), connect: vi.fn(), rename: vi.fn(), openPane: vi.fn() };
  const others = new Proxy<Partial<LabCommands>>(
    {
      ...edits,
      onCanvas: () => true,
      hasNode: () => false,
      images: () => ['host', 'router'].map((name) => ({ id: name, name })) as Image[],
    },
    { get: (known, name) => known[name as keyof LabCommands] ?? vi.fn() },
  );
  const page = defineComponent({
    setup() {
      useLabShortcuts(others as LabCommands);
      return () => null;
    },
  });
  mount(page, { global: { provide: { [shortcutsKey as symbol]: shortcuts } } });
  const press = (key: string, init: KeyboardEventInit = {}): void =>
    shortcuts.handle(new KeyboardEvent('keydown', { key, cancelable: true, ...init }));
  return { shortcuts, edits, press };
}

it('change nothing when words are typed by mistake', () => {
  const { edits, press } = open();
  for (const key of 'ping 10.0.1.11; ls -l /etc/conf 23456789') press(key);
  press('Enter');
  for (const edit of Object.values(edits)) expect(edit).not.toHaveBeenCalled();
});

it('add a network with a modifier, and any node by the command palette', () => {
  const { shortcuts, edits, press } = open();
  press('N', { shiftKey: true });
  expect(edits.add).toHaveBeenCalledExactlyOnceWith({ kind: 'network', as: 'network' });
  shortcuts.all.value.find(({ label }) => label === 'Add a router')?.run();
  expect(edits.add).toHaveBeenLastCalledWith({ kind: 'container', image: 'router' });
  shortcuts.all.value.find(({ label }) => label === 'Add a cable')?.run();
  expect(edits.add).toHaveBeenLastCalledWith({ kind: 'network', as: 'cable' });
});
