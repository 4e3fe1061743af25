import { DOMWrapper, flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey, type ApiClient } from '../../../client/api-client.ts';
import type { Container } from '../model/lab.ts';
import { sampleContainer } from '../model/testing/sample-nodes.ts';
import FilesDialog from './FilesDialog.vue';

interface Stored {
  files: { path: string; content?: string; sha256?: string; size?: number; mode: number }[];
  exec: string[];
}

let page: VueWrapper | null = null;
afterEach(() => {
  page?.unmount();
  vi.unstubAllGlobals();
});

const motd = (content: string, mode = 0o644) => ({ path: '/etc/motd', content, mode });

/** An API that keeps the files of one container, with a version that counts its changes. */
async function show(first: Stored) {
  const stored = { version: 1, config: first };
  const query = () =>
    Promise.resolve({
      node: { __typename: 'Container', filesVersion: `v${stored.version}`, config: stored.config },
    });
  const save = vi.fn((_id: string, { files, exec, filesVersion }: Record<string, unknown>) => {
    if (filesVersion !== `v${stored.version}`) {
      const problem = { code: 'CONFLICT' as const, message: 'Changed.', fields: {}, retryAfterSeconds: null };
      return Promise.resolve({ ok: false as const, problem });
    }
    stored.version += 1;
    stored.config = { files, exec } as Stored;
    const container = { filesVersion: `v${stored.version}` };
    return Promise.resolve({ ok: true as const, payload: { container } });
  });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const container: Container = sampleContainer({
    id: 'ctr_abcdefghijkm_abcdef',
    filesVersion: 'v1',
  });
  page = mount(FilesDialog, {
    attachTo: document.body,
    props: { container, save, pending: null },
    global: { plugins: [router], provide: { [apiClientKey as symbol]: { query } as unknown as ApiClient } },
  });
  await flushPromises();
  const body = new DOMWrapper(document.body);
  const button = (name: string) =>
    body
      .findAll('button')
      .filter((one) => one.text().startsWith(name))
      .at(-1);
  return {
    ...{ stored, save, body, button, wrapper: page },
    open: (name: string) => button(name)?.trigger('click'),
    write: (text: string) => body.get('textarea').setValue(text),
    text: () => body.get('textarea').element.value,
    press: async () => {
      await body.get('textarea').trigger('keydown', { key: 's', ctrlKey: true });
      await flushPromises();
    },
    async others(config: Stored) {
      stored.version += 1;
      stored.config = config;
      await flushPromises();
    },
  };
}

it('shows what changes, and saves files and start commands together', async () => {
  const dialog = await show({ files: [motd('old\n')], exec: [] });
  await dialog.write('ip link');
  await dialog.open('/etc/motd');
  await dialog.write('new\n');
  expect(dialog.body.get('[aria-label="Changes of /etc/motd"]').text()).toMatch(/-old.*\+new/s);
  expect(dialog.body.text()).toContain('2 changes not saved.');
  await dialog.press();
  expect(dialog.stored.config).toEqual({ files: [motd('new\n')], exec: ['ip link'] });
  expect(dialog.body.text()).not.toContain('not saved');
  await dialog.wrapper.setProps({
    container: sampleContainer({ filesVersion: 'v2', changedSinceStart: ['FILES'] }),
  });
  expect(dialog.body.text()).toContain('Takes effect at the next start.');
  await dialog.open('Restart now');
  expect(dialog.wrapper.emitted('restart')).toHaveLength(1);
});

it('takes over what others saved, without a conflict in other files', async () => {
  const dialog = await show({ files: [motd('old\n')], exec: [] });
  await dialog.write('true');
  await dialog.others({ files: [motd('theirs\n')], exec: [] });
  await dialog.press();
  expect(dialog.stored.config).toEqual({ files: [motd('theirs\n')], exec: ['true'] });
  expect(dialog.save).toHaveBeenCalledTimes(2);
});

it.each([
  ['Keep mine', 'mine\n'],
  ['Use theirs', 'theirs\n'],
])('shows both versions of a file that two people changed: %s', async (choice, content) => {
  const dialog = await show({ files: [motd('old\n')], exec: [] });
  await dialog.write('true');
  await dialog.open('/etc/motd');
  await dialog.write('mine\n');
  await dialog.others({ files: [motd('theirs\n')], exec: [] });
  await dialog.press();
  expect(dialog.stored.config.files).toEqual([motd('theirs\n')]);
  expect(dialog.text()).toBe('mine\n');
  expect(dialog.body.get('[aria-label="Their version of /etc/motd against yours"]').text()).toContain(
    'theirs',
  );
  expect(dialog.body.text()).toContain('Choose a version of it first.');
  await dialog.open(choice);
  await dialog.press();
  expect(dialog.stored.config).toEqual({ files: [motd(content)], exec: ['true'] });
});

it('adds, renames and deletes files, and asks before unsaved text is dropped', async () => {
  const dialog = await show({ files: [motd('old\n')], exec: [] });
  await dialog.open('New file');
  const path = dialog.body.get<HTMLInputElement>('input[name=path]');
  expect(path.element.value).toBe('/root/new-file');
  await path.setValue('/etc/motd');
  await path.trigger('blur');
  expect(dialog.body.text()).toContain('There is a file /etc/motd already.');
  await path.setValue('/srv/app.conf');
  await path.trigger('blur');
  const mode = dialog.body.get('input[name=mode]');
  await mode.setValue('600');
  await mode.trigger('blur');
  await dialog.open('/etc/motd');
  await dialog.body.get('[aria-label="Delete /etc/motd"]').trigger('click');
  expect(dialog.body.text()).toContain('This file is deleted when you save.');
  await dialog.open('Close');
  expect(dialog.wrapper.emitted('closed')).toBeUndefined();
  expect(dialog.body.text()).toContain('Discard your changes?');
  await dialog.open('Cancel');
  await dialog.open('Save');
  await flushPromises();
  expect(dialog.stored.config).toEqual({
    files: [{ path: '/srv/app.conf', content: '', mode: 0o600 }],
    exec: [],
  });
  await dialog.open('Close');
  expect(dialog.wrapper.emitted('closed')).toHaveLength(1);
});

const sha256 = 'ab'.repeat(32);

function drop(dialog: Awaited<ReturnType<typeof show>>, files: File[]): void {
  dialog.body
    .get('ul')
    .element.parentElement?.dispatchEvent(
      Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { files } }),
    );
}

it('sends a dropped file that is no text, and saves its hash', async () => {
  const dialog = await show({ files: [], exec: [] });
  const send = vi.fn(() => Promise.resolve(Response.json({ sha256, bytes: 2 })));
  vi.stubGlobal('fetch', send);
  drop(dialog, [new File(['hello\n'], 'hello.txt'), new File([new Uint8Array([0xff, 0])], 'logo.png')]);
  await expect.poll(() => dialog.body.text()).toContain(sha256);
  expect(send).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^\/files\/lab_/),
    expect.objectContaining({ method: 'PUT', body: new Uint8Array([0xff, 0]).buffer }),
  );
  expect(dialog.body.findAll('textarea')).toEqual([]);
  const link = dialog.body.get<HTMLAnchorElement>('a[download="logo.png"]');
  expect(link.attributes('href')).toMatch(new RegExp(`^/files/lab_[a-z0-9]+/${sha256}$`));
  await dialog.open('Save');
  await flushPromises();
  expect(dialog.stored.config.files).toEqual([
    { path: '/root/hello.txt', content: 'hello\n', mode: 0o644 },
    { path: '/root/logo.png', sha256, mode: 0o644 },
  ]);
});

it('shows a stored file by its size, and says why another can not replace it', async () => {
  const stored = { path: '/opt/tool', content: '', mode: 0o755, sha256, size: 2_500_000 };
  const dialog = await show({ files: [stored], exec: [] });
  await dialog.open('/opt/tool');
  expect(dialog.body.text()).toContain('2.5 MB');
  const errors = [{ message: 'The lab is full.' }];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ errors }, { status: 413 })));
  const chooser = dialog.body.get<HTMLInputElement>('[aria-label="A file instead of /opt/tool"]');
  Object.defineProperty(chooser.element, 'files', { value: [new File([new Uint8Array([0])], 'tool')] });
  await chooser.trigger('change');
  await expect.poll(() => dialog.body.text()).toContain('tool: The lab is full.');
  expect(dialog.body.text()).not.toContain('not saved');
});

it('asks before the page is left with unsaved text, and not otherwise', async () => {
  const dialog = await show({ files: [], exec: [] });
  const leave = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(leave()).toBe(false);
  await dialog.write('true');
  expect(leave()).toBe(true);
  await dialog.press();
  expect(leave()).toBe(false);
});
