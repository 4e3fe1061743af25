import { describe, expect, it } from 'vitest';
import { checkLabel } from '../names/names.ts';
import { emptyHistory } from '../history/bounded-history.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext } from '../testing/sample-lab.ts';
import { newLabFromTemplate } from './from-template.ts';
import { labTemplates } from './lab-templates.ts';

const input = { name: 'Mine', ownerId: 'usr_aaaaaaaaaaaa' };

describe('the templates', () => {
  it('have unique ids and names', () => {
    const ids = labTemplates.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => checkLabel(id).ok)).toBe(true);
    expect(new Set(labTemplates.map(({ name }) => name)).size).toBe(ids.length);
  });

  it.each(labTemplates)('$id makes the lab that it describes, with nothing to undo', (template) => {
    const lab = valueOf(newLabFromTemplate(input, template, editContext()));
    expect(lab).toMatchObject({ name: 'Mine', revision: 0, history: emptyHistory });
    expect(lab.networks.map(({ name, ipv4Subnet, position }) => ({ name, ipv4Subnet, position }))).toEqual(
      template.networks.map(({ name, ipv4Subnet, position }) => ({ name, ipv4Subnet, position })),
    );
    const nameOf = (id: string) => lab.networks.find((network) => network.id === id)?.name;
    expect(
      lab.containers.map(({ name, image, position, interfaces }) => ({
        ...{ name, image, position },
        interfaces: interfaces.map(({ networkId, ipv4Address }) => ({
          network: nameOf(networkId),
          ipv4Address,
        })),
      })),
    ).toEqual(
      template.containers.map(({ name, image, position, interfaces }) => ({
        name,
        image,
        position,
        interfaces,
      })),
    );
  });

  it.each(labTemplates)('$id has no overlapping nodes', ({ networks, containers }) => {
    const places = [...networks, ...containers].map(({ position }) => position);
    for (const [index, one] of places.entries()) {
      for (const other of places.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(100);
      }
    }
  });

  it('are subject to the limits of every lab', () => {
    const [template] = labTemplates;
    if (!template) throw new Error('there is no template');
    const context = editContext({ containersPerLab: 1 });
    expect(errorOf(newLabFromTemplate(input, template, context))).toMatchObject({ kind: 'quota', limit: 1 });
  });
});
