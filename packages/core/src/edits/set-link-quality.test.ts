import { describe, expect, it } from 'vitest';
import { undoEdit } from '../history/history-edits.ts';
import { recordEdit } from '../history/record-edit.ts';
import { concernsHost, toHostManifest } from '../host-manifest/to-host-manifest.ts';
import { labSchema } from '../lab.ts';
import { noImpairment, perfectLink } from '../link-quality/link-quality.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { copyNodes } from './copy-nodes.ts';
import { setLinkQuality } from './set-link-quality.ts';

const lossy = { ...noImpairment, lossPercent: 5 };
const slow = { ...noImpairment, rateKbit: 64 };

function pair() {
  const sample = new SampleLab();
  const lan = sample.network('lan');
  const web = sample.container('web', lan);
  const set = (change: object, lab = sample.lab) =>
    setLinkQuality(lab, { containerId: web.id, networkId: lan.id, ...change }, sample.context);
  return { sample, lan, web, set };
}

describe('setting the quality of a link', () => {
  it('replaces the given directions, and leaves the others', () => {
    const { set } = pair();
    const first = valueOf(set({ toContainer: lossy }));
    expect(first.quality).toEqual({ ...perfectLink, toContainer: lossy });
    const second = valueOf(set({ fromContainer: slow, linkUp: false }, first.lab));
    expect(second.quality).toEqual({ up: false, outage: null, toContainer: lossy, fromContainer: slow });
    const third = valueOf(set({ toContainer: slow }, second.lab));
    expect(third.quality).toEqual({ up: false, outage: null, toContainer: slow, fromContainer: slow });
  });

  it('reaches the host, is kept in rows, and is undone like any edit', () => {
    const { sample, set } = pair();
    const { lab } = valueOf(set({ toContainer: lossy }));
    const recorded = recordEdit(sample.lab, lab, sample.context.random);
    expect(concernsHost(sample.lab, recorded)).toBe(true);
    const link = toHostManifest(recorded, []).containers[0]?.interfaces[0];
    expect(link?.quality).toEqual({ ...perfectLink, toContainer: lossy });
    expect(labSchema.parse(JSON.parse(JSON.stringify(recorded)))).toEqual(recorded);
    expect(recorded.history.undo.at(-1)?.label).toBe('Change the link of web to lan');
    const undone = valueOf(undoEdit(recorded, { stepId: null }, sample.context)).lab;
    expect(undone.containers).toEqual(sample.lab.containers);
  });

  it('begins an outage now, and ends it with the next change', () => {
    const { sample, set } = pair();
    const outage = { downSeconds: 5, upSeconds: 10 };
    const flapping = valueOf(set({ outage }));
    const since = sample.context.now;
    expect(flapping.quality).toEqual({ ...perfectLink, outage: { ...outage, since } });
    expect(labSchema.parse(JSON.parse(JSON.stringify(flapping.lab)))).toEqual(flapping.lab);
    expect(valueOf(set({ toContainer: lossy }, flapping.lab)).quality.outage).toBeNull();
    expect(errorOf(set({ outage, linkUp: false }))).toMatchObject({
      issues: [{ path: ['outage'], message: 'The link is down. Bring it up, or leave the outage out.' }],
    });
  });

  it('stores nothing for a perfect link', () => {
    const { sample, set } = pair();
    const bad = valueOf(set({ toContainer: lossy, linkUp: false })).lab;
    const good = valueOf(set({ toContainer: noImpairment, linkUp: true }, bad)).lab;
    expect(good).toEqual(sample.lab);
    expect(Object.keys(good.containers[0]?.interfaces[0] ?? {})).not.toContain('quality');
  });

  it('is copied with its container', () => {
    const { sample, web, set } = pair();
    const { lab } = valueOf(set({ fromContainer: slow }));
    const input = { source: lab, nodeIds: [web.id], offset: { x: 1, y: 1 } };
    const copy = valueOf(copyNodes(lab, input, sample.context)).lab.containers[1];
    expect(copy?.interfaces[0]?.quality).toEqual({ ...perfectLink, fromContainer: slow });
  });

  it('refuses a broken rule at its field, and a network that the container is not on', () => {
    const { sample, web, set } = pair();
    expect(errorOf(set({ toContainer: { ...noImpairment, lossPercent: 200 } }))).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['toContainer', 'lossPercent'] }],
    });
    const other = sample.network('other');
    const elsewhere = { containerId: web.id, networkId: other.id, linkUp: false };
    expect(errorOf(setLinkQuality(sample.lab, elsewhere, sample.context))).toEqual({
      kind: 'conflict',
      message: "Container 'web' is not on network 'other'. Choose a network that it is on.",
    });
  });
});
