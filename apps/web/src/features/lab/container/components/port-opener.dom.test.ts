import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import PortOpener from './PortOpener.vue';

const opened = vi.spyOn(window, 'open').mockReturnValue(null);
let shown: VueWrapper | null = null;
afterEach(() => {
  shown?.unmount();
  opened.mockClear();
});

async function show(image: string, ports: readonly object[] = []): Promise<VueWrapper> {
  const container = { id: 'ctr_1', name: 'alpha', image: { name: image }, config: { ports } } as never;
  shown = mount(PortOpener, { props: { container }, attachTo: document.body });
  await shown.get('button').trigger('click');
  return shown;
}

it('links to the ports that are offered, by their names', async () => {
  const opener = await show('web', [
    { port: 80, name: 'Shop' },
    { port: 9090, name: null },
  ]);
  expect(opener.findAll('a').map((link) => [link.text(), link.attributes('href')])).toEqual([
    [expect.stringMatching(/^Shop\s*80$/), '/ports/ctr_1/80/'],
    ['Port 9090', '/ports/ctr_1/9090/'],
  ]);
  expect(opener.get('a').attributes()).toMatchObject({ target: '_blank', rel: 'noopener noreferrer' });
  // Port 80 needs no suggestion.
  expect(opener.get<HTMLInputElement>('input').element.value).toBe('');
});

it('opens the page of a port without giving it this one', async () => {
  const opener = await show('host');
  const field = opener.get<HTMLInputElement>('input');
  expect(document.activeElement).toBe(field.element);
  await field.setValue('8080');
  await opener.get('form').trigger('submit');
  expect(opened).toHaveBeenCalledWith('/ports/ctr_1/8080/', '_blank', 'noopener,noreferrer');
});

it('suggests the port of web servers, and Escape goes back to the button', async () => {
  const opener = await show('web');
  expect(opener.get<HTMLInputElement>('input').element.value).toBe('80');
  await opener.get('form').trigger('keydown', { key: 'Escape' });
  expect(opener.find('form').exists()).toBe(false);
  expect(document.activeElement).toBe(opener.get('button').element);
});

it.each(['', '0', '65536', '80x', '-1'])('says that %j is no port, and opens nothing', async (port) => {
  const opener = await show('host');
  await opener.get('input').setValue(port);
  await opener.get('form').trigger('submit');
  expect(opener.text()).toContain('A port is a number from 1 to 65535.');
  expect(opened).not.toHaveBeenCalled();
});
