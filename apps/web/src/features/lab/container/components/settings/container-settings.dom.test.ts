import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Container } from '../../../model/lab.ts';
import { sampleContainer } from '../../../model/testing/sample-nodes.ts';
import ContainerSettings from './ContainerSettings.vue';

const config = {
  sysctls: [],
  env: [{ name: 'A', value: '1' }],
  entrypoint: null,
  command: null,
  user: null,
  workingDir: null,
  routes: [],
  exec: ['true'],
  waitFor: [],
  onStop: [],
  cpus: null,
  memoryMb: null,
  ports: [],
};
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const find = (name: string): string | null => (name === 'db' ? 'ctr_2' : null);
const save = vi.fn().mockResolvedValue({ ok: true, payload: null });

let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  save.mockClear();
});
function show(part: Partial<Container>): VueWrapper {
  shown = mount(ContainerSettings, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: { container: sampleContainer({ config, ...part }), save, find, pending: null, readonly: false },
  });
  return shown;
}

it('sends what was changed, and gives the focus back', async () => {
  const settings = show({});
  await settings.get('[data-settings]').trigger('click');
  const exec = settings.get('textarea[name=exec]');
  expect(document.activeElement).toBe(settings.get('textarea').element);
  await exec.setValue("true\nsh -c 'echo $A'");
  await exec.trigger('keydown', { key: 'Enter', ctrlKey: true });
  expect(save).toHaveBeenCalledWith('ctr_1', { exec: ['true', "sh -c 'echo $A'"] });
  await expect.poll(() => document.activeElement === settings.get('[data-settings]').element).toBe(true);
});

it('shows what is wrong at its field, the answers of the API too', async () => {
  const settings = show({});
  await settings.get('[data-settings]').trigger('click');
  await settings.get('textarea[name=env]').setValue('A');
  await settings.get('form').trigger('submit');
  expect(save).not.toHaveBeenCalled();
  expect(settings.get('[aria-invalid=true]').attributes('name')).toBe('env');

  const fields = { 'env.0.name': "'1' is not the name of a variable." };
  save.mockResolvedValueOnce({
    ok: false,
    problem: { code: 'VALIDATION', message: '', fields, retryAfterSeconds: null },
  });
  await settings.get('textarea[name=env]').setValue('1=A');
  await settings.get('form').trigger('submit');
  await expect
    .poll(() => settings.get('span[role=alert]').text())
    .toBe("Line 1: '1' is not the name of a variable.");
  await expect.poll(() => document.activeElement?.getAttribute('name')).toBe('env');
});

it('names the containers that it waits for, and finds those that are not there', async () => {
  const container = { id: 'ctr_2', name: 'db' };
  const waitFor = [{ containerId: 'ctr_2', container, until: 'RUNNING' as const }];
  const settings = show({ config: { ...config, waitFor } });
  expect(settings.get('dl').text()).toMatch(/Waits for\s*db RUNNING/);
  await settings.get('[data-settings]').trigger('click');
  const field = settings.get<HTMLTextAreaElement>('textarea[name=waitFor]');
  expect(field.element.value).toBe('db RUNNING');
  await field.setValue('db\nx');
  await settings.get('form').trigger('submit');
  expect(save).not.toHaveBeenCalled();
  expect(settings.get('span[role=alert]').text()).toBe("Line 2: the lab has no container 'x'.");
  await field.setValue('db ready');
  await settings.get('form').trigger('submit');
  expect(save).toHaveBeenCalledWith('ctr_1', { waitFor: [{ containerId: 'ctr_2', until: 'READY' }] });
});

it('offers a restart while changes wait for one', async () => {
  const settings = show({ changedSinceStart: ['EXEC'] });
  expect(settings.get('[role=status]').text()).toContain('take effect at the next start');
  await settings.get('[role=status] button').trigger('click');
  expect(settings.emitted('restart')).toHaveLength(1);
  await settings.setProps({ container: sampleContainer({ config }) });
  expect(settings.find('[role=status]').exists()).toBe(false);
});
