import * as streams from 'node:stream/web';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import BuildForm from './components/BuildForm.vue';
import LayerList from './components/LayerList.vue';

// The simulated document has not all streams of a browser.
beforeAll(() => {
  for (const [name, stream] of Object.entries(streams)) vi.stubGlobal(name, stream);
});
afterAll(() => vi.unstubAllGlobals());

let form: VueWrapper | null = null;
afterEach(() => form?.unmount());

function show(from: InstanceType<typeof BuildForm>['$props']['from'] = null, egress = false) {
  const build = vi.fn(() =>
    Promise.resolve({
      ok: false as const,
      problem: { code: 'CONFLICT' as const, message: 'Taken.', fields: {}, retryAfterSeconds: null },
    }),
  );
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const global = { plugins: [router] };
  const shown = mount(BuildForm, {
    attachTo: document.body,
    props: { build, bases: ['host'], egress, from },
    global,
  });
  form = shown;
  const choose = async (...files: File[]): Promise<void> => {
    const input = shown.get('input[aria-label="Build files"]');
    Object.defineProperty(input.element, 'files', { value: files, configurable: true });
    await input.trigger('change');
    await expect.poll(() => shown.text()).not.toContain('Reading…');
    await flushPromises();
  };
  return { build, shown, choose };
}

it('sends chosen files with the Dockerfile among them, and keeps them when the API refuses', async () => {
  const { build, shown, choose } = show();
  expect(shown.text()).toContain('Drop a folder, files or a zip archive here.');
  await choose(new File(['FROM host\nCOPY greet /'], 'Dockerfile'), new File(['#!/bin/sh'], 'greet'));
  expect(shown.text()).toContain('2 files, 31 bytes');
  expect(shown.get('textarea').element.value).toBe('FROM host\nCOPY greet /');
  await shown.get('input[name="name"]').setValue('greeter');
  await shown.get('form').trigger('submit');
  await flushPromises();
  const files: unknown = expect.objectContaining({ kind: 'packed', count: 2 });
  expect(build).toHaveBeenCalledWith({ name: 'greeter', dockerfile: 'FROM host\nCOPY greet /', files });
  expect(shown.text()).toContain('Taken.');
  expect(shown.text()).toContain('2 files, 31 bytes');
  const remove = shown.findAll('button').find((each) => each.text() === 'Remove');
  await remove?.trigger('click');
  expect(shown.text()).toContain('Drop a folder');
});

it('says which file can’t be sent, and begins with the files of the build before', async () => {
  const context = { sha256: '0'.repeat(64), bytes: 20_480 };
  const { shown, choose } = show({
    name: 'mine',
    dockerfile: 'FROM host',
    pulledFrom: null,
    context,
  } as never);
  expect(shown.text()).toContain('The files of the build before, 20 kB');
  await choose(new File(['no archive'], 'site.zip'));
  expect(shown.text()).toContain('This zip archive is damaged.');
  expect(shown.text()).toContain('The files of the build before');
});

it('shows how far each layer of a pull is', () => {
  const layers = [
    { id: 'a', state: 'DOWNLOADING' as const, current: 2_000_000, total: 8_000_000 },
    { id: 'b', state: 'DONE' as const, current: 500, total: 500 },
    { id: 'c', state: 'WAITING' as const, current: 0, total: null },
  ];
  form = mount(LayerList, { props: { layers } });
  const rows = form.findAll('li').map((row) => row.findAll('span').map((each) => each.text()));
  const [downloading, done, waiting] = rows;
  expect(downloading).toEqual(expect.arrayContaining(['a', 'Downloading', '2.0 MB of 8.0 MB']));
  expect(done).toEqual(expect.arrayContaining(['b', 'Done', '500 bytes']));
  expect(waiting).toEqual(expect.arrayContaining(['c', 'Waiting', '']));
  expect(form.findAll('progress').map(({ element }) => element.getAttribute('value'))).toEqual([
    '0.25',
    '1',
    '0',
  ]);
});

it.each([
  [true, 'Commands reach the internet'],
  [false, 'Commands run without a network'],
])('says what builds reach, with egress %s', (egress, words) => {
  expect(show(null, egress).shown.text()).toContain(words);
});
