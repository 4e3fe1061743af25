import { describe, expect, it, vi } from 'vitest';
import { commandGroups } from './commands.ts';

const lab = { id: 'l1', name: 'Two offices', containers: [{ id: 'c1', name: 'desk' }] };

describe('the command palette', () => {
  it('links to every page, lab and container', () => {
    const groups = commandGroups([lab], [], []);
    expect(groups.map(({ id }) => id)).toEqual(['labs', 'pages', 'containers']);
    expect(groups[0]?.items[0]?.to).toEqual({ name: 'lab', params: { labId: 'l1' } });
    expect(groups[2]?.items[0]).toMatchObject({
      label: 'desk',
      suffix: 'in Two offices',
      to: { name: 'lab', params: { labId: 'l1' }, query: { container: 'c1' } },
    });
  });

  it('links to the images of the user', () => {
    const [pages] = commandGroups([], [], []);
    expect(pages?.items.find(({ label }) => label === 'Images')?.to).toEqual({ name: 'images' });
  });

  it('links to the hosts for operators only', () => {
    const places = (isOperator: boolean) =>
      commandGroups([], [], [], isOperator).flatMap(({ items }) => items.map(({ label }) => label));
    expect(places(true)).toContain('Hosts');
    expect(places(false)).not.toContain('Hosts');
  });

  it('runs the shortcuts of the page and shows their keys', () => {
    const run = vi.fn();
    const [here] = commandGroups([], [{ keys: ['shift+z'], label: 'Undo', group: 'Lab', run }], []);
    expect(here?.items[0]).toMatchObject({ label: 'Undo', kbds: ['⇧', 'Z'] });
    here?.items[0]?.run?.();
    expect(run).toHaveBeenCalledOnce();
  });
});
