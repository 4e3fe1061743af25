import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../../settings/empty-config.ts';
import { labSchema } from '../../lab.ts';
import { errorOf, valueOf } from '../../testing/outcome.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { copyNodes } from '../copy-nodes.ts';
import { updateContainer } from './update-container.ts';

/** Three containers of which each waits for the one before. */
function chain() {
  const sample = new SampleLab();
  const ids = ['db', 'api', 'web'].map((name) => sample.container(name).id);
  const [db = '', api = '', web = ''] = ids;
  const waits = (containerId: string, ...awaited: string[]) =>
    updateContainer(
      sample.lab,
      {
        containerId,
        settings: { waitFor: awaited.map((id) => ({ containerId: id, until: 'READY' as const })) },
      },
      sample.context,
    );
  sample.lab = valueOf(waits(api, db)).lab;
  sample.lab = valueOf(waits(web, api)).lab;
  return { sample, ids, db, api, web, waits };
}

describe('containers that wait for others', () => {
  it('never wait for themselves, directly or through others', () => {
    const { db, web, waits } = chain();
    expect(errorOf(waits(db, web))).toMatchObject({
      kind: 'validation',
      issues: [
        {
          path: ['waitFor', '0', 'containerId'],
          message:
            "'db' would wait for itself: 'db' → 'web' → 'api' → 'db'. Remove one of these dependencies.",
        },
      ],
    });
    expect(errorOf(waits(db, db)).message).toContain("'db' → 'db'");
  });

  it('wait for containers of their lab, each once', () => {
    const { api, db, web, waits } = chain();
    expect(errorOf(waits(web, db, 'ctr_x')).message).toContain("There is no container 'ctr_x' in the lab");
    expect(errorOf(waits(web, db, api, db))).toMatchObject({
      issues: [{ path: ['waitFor', '2', 'containerId'] }],
    });
    const many = Array.from({ length: 17 }, (_, index) => String(index));
    expect(errorOf(waits(web, ...many))).toMatchObject({ issues: [{ path: ['waitFor'] }] });
  });

  it('are on the hosts of those that they wait for', () => {
    const { sample, db, api, web, waits } = chain();
    const { placement } = sample.lab;
    const containers = { [db]: 'one', [api]: 'one', [web]: 'two' };
    sample.lab = { ...sample.lab, placement: { ...placement, hosts: ['one', 'two'], containers } };
    expect(errorOf(waits(web, db)).message).toContain("'db' is on another host than 'web'");
    expect(waits(api, db).ok).toBe(true);
  });

  it('have copies that wait for copies, and in the same lab for originals too', () => {
    const { sample, db, api, web } = chain();
    const copy = (target: SampleLab, nodeIds: string[]) => {
      const input = { source: sample.lab, nodeIds, offset: { x: 0, y: 0 } };
      const { lab, copies } = valueOf(copyNodes(target.lab, input, sample.context));
      return {
        copies,
        waitsOf: (id: string) =>
          lab.containers
            .find((each) => each.id === copies.get(id))
            ?.config?.waitFor.map(({ containerId }) => containerId),
      };
    };
    // One that comes before the one that it waits for.
    sample.lab = { ...sample.lab, containers: sample.lab.containers.toReversed() };
    const here = copy(sample, [web, api]);
    expect(here.waitsOf(web)).toEqual([here.copies.get(api)]);
    expect(here.waitsOf(api)).toEqual([db]);
    const elsewhere = copy(new SampleLab(), [web, api]);
    expect(elsewhere.waitsOf(web)).toEqual([elsewhere.copies.get(api)]);
    expect(elsewhere.waitsOf(api)).toEqual([]);
  });

  it('are none in rows from before there were any', () => {
    const { sample } = chain();
    const { waitFor: _, ...config } = emptyConfig;
    const containers = sample.lab.containers.map((each) => ({ ...each, config }));
    expect(labSchema.parse({ ...sample.lab, containers }).containers[0]?.config).toEqual(emptyConfig);
  });
});
