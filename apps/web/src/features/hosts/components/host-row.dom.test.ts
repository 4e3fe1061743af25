import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Host, HostActions } from '../use-hosts.ts';
import HostRow from './HostRow.vue';

const room = {
  cpus: 4,
  loadAverage: 6.25,
  memoryMb: 8192,
  memoryFreeMb: 6144,
  mostContainers: 200,
  containers: 12,
  labs: 3,
};

function host(changes: Partial<Host> = {}): Host {
  return {
    id: 'mi-1',
    state: 'READY',
    reason: null,
    cordoned: false,
    reportedAt: '2026-01-01T10:00:00.000Z',
    agentVersion: '0.1.0',
    dockerVersion: '20.10.24',
    room,
    limitations: [],
    leftovers: 0,
    ...changes,
  };
}

const done = (payload: object = {}): never => ({ ok: true, payload }) as never;
const refused = (message: string): never =>
  ({ ok: false, problem: { code: 'FAULT', message, fields: {}, retryAfterSeconds: null } }) as never;

let row: VueWrapper | null = null;
afterEach(() => row?.unmount());

function show(one: Host, actions: Partial<HostActions> = {}, others: Host[] = [host({ id: 'mi-2' })]) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  row = mount(HostRow, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: {
      host: one,
      others,
      actions: { cordon: vi.fn(), uncordon: vi.fn(), drain: vi.fn(), ...actions },
    },
  });
  return row;
}
const button = (wrapper: VueWrapper, label: string) => wrapper.find(`button[aria-label="${label}"]`);

async function dialogAfter(wrapper: VueWrapper, label: string): Promise<HTMLElement> {
  await button(wrapper, label).trigger('click');
  return eventually(() => {
    const found = document.querySelector<HTMLElement>('[role=dialog]');
    if (!found) throw new Error('no dialog');
    return found;
  });
}

describe('the row of a host', () => {
  it('shows state, load and versions', () => {
    const text = show(host({ limitations: ['disk-limit: overlay2 on ext4'], leftovers: 2 })).text();
    for (const said of ['Ready', '6.3 of 4', '2.0 of 8.0 GB', '12 of 200', '3 labs', 'Agent 0.1.0']) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    }
    expect(text).toContain('disk-limit: overlay2 on ext4');
    expect(text).toContain('Orphans of 2 labs that moved away may remain');
  });

  it('limits a bar to its full width', () => {
    const widths = show(host())
      .findAll('rect')
      .map((bar) => Number(bar.attributes('width')));
    expect(widths.slice(0, 3)).toContain(100);
    expect(Math.max(...widths)).toBe(100);
  });

  it('says why a host is lost, and accepts one that never reported its capacity', () => {
    const lost = show(host({ state: 'LOST', reason: 'It stopped reporting.', room: null }));
    expect(lost.text()).toContain('Lost');
    expect(lost.text()).toContain('It stopped reporting.');
    expect(lost.text()).toContain('No capacity reported yet');
  });

  it('cordons or uncordons a host, and shows why that was refused', async () => {
    const cordon = vi.fn().mockResolvedValue(refused('Can’t reach the server.'));
    const ready = show(host(), { cordon });
    expect(button(ready, 'Uncordon mi-1').exists()).toBe(false);
    await button(ready, 'Cordon mi-1').trigger('click');
    await eventually(() => expect(ready.get('[role=alert]').text()).toBe('Can’t reach the server.'));
    expect(cordon).toHaveBeenCalledExactlyOnceWith('mi-1');
    ready.unmount();

    const uncordon = vi.fn().mockResolvedValue(done());
    const cordoned = show(host({ state: 'CORDONED', cordoned: true }), { uncordon });
    expect(button(cordoned, 'Cordon mi-1').exists()).toBe(false);
    await button(cordoned, 'Uncordon mi-1').trigger('click');
    await eventually(() => expect(cordoned.emitted('done')).toEqual([['mi-1 accepts new labs again.']]));
  });

  it('confirms a drain, and names what is lost', async () => {
    const drain = vi.fn().mockResolvedValue(done({ movedLabs: 3 }));
    const ready = show(host(), { drain });
    const dialog = await dialogAfter(ready, 'Drain mi-1');
    expect(dialog.textContent).toContain('3 labs move to other hosts');
    expect(dialog.textContent).toContain('are lost');
    expect(drain).not.toHaveBeenCalled();
    [...dialog.querySelectorAll('button')].at(-1)?.click();
    await eventually(() => expect(ready.emitted('done')).toEqual([['Moved 3 labs off mi-1.']]));
    expect(drain).toHaveBeenCalledExactlyOnceWith('mi-1');
  });

  it('warns when no other host can take the labs', async () => {
    const cordoned = host({ id: 'mi-2', state: 'CORDONED', cordoned: true });
    const dialog = await dialogAfter(show(host(), {}, [cordoned]), 'Drain mi-1');
    expect(dialog.textContent).toContain('no other host is ready');
  });
});
