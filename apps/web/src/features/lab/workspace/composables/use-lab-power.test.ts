// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import type { Lab } from '../../model/lab.ts';
import { provideLabPower, type LabPower } from './use-lab-power.ts';

const container = (id: string, phase: string) => ({ id, name: id, readiness: { phase } });
const lab = {
  containers: [container('a', 'READY'), container('b', 'RUNNING'), container('c', 'STOPPED')],
} as Lab;

function open(power = vi.fn().mockResolvedValue({ ok: true, payload: null })) {
  let made: LabPower | undefined;
  mount(
    defineComponent({
      setup() {
        made = provideLabPower(() => lab, { power } as never);
        return () => null;
      },
    }),
  );
  if (!made) throw new Error('The power was not provided.');
  return { power, labPower: made };
}

it('starts those that do not run, at once', async () => {
  const { power, labPower } = open();
  expect([labPower.count('start'), labPower.count('stop'), labPower.count('stop', ['a'])]).toEqual([1, 2, 1]);
  await labPower.run('start');
  expect(power.mock.calls).toEqual([['start', 'c']]);
});

it('asks before it ends the programs of several containers', async () => {
  const { power, labPower } = open();
  await labPower.run('stop');
  expect(power).not.toHaveBeenCalled();
  expect(labPower.dialog.open.value).toBe(true);
  expect(labPower.dialog.title.value).toBe('Stop 2 containers?');
  await labPower.dialog.confirm();
  expect(power.mock.calls).toEqual([
    ['stop', 'a'],
    ['stop', 'b'],
  ]);
  expect(labPower.dialog.open.value).toBe(false);
});

it('stops one container without asking, and says why the API refused', async () => {
  const refusal = { ok: false, problem: { code: 'CONFLICT', message: 'It is being stopped.', fields: {} } };
  const { power, labPower } = open(vi.fn().mockResolvedValue(refusal));
  await labPower.run('stop', ['a']);
  await flushPromises();
  expect(power.mock.calls).toEqual([['stop', 'a']]);
  expect(labPower.problem.value).toBe('It is being stopped.');
});
