import { expect, it } from 'vitest';
import { undoEdit } from '../history/history-edits.ts';
import { recordEdit } from '../history/record-edit.ts';
import { noImpairment } from '../link-quality/link-quality.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { setLinkQualities } from './set-link-qualities.ts';

const lossy = { ...noImpairment, lossPercent: 5 };

function three() {
  const sample = new SampleLab();
  const lan = sample.network('lan');
  const nodes = ['a', 'b', 'c'].map((name) => sample.container(name, lan));
  const links = nodes.map(({ id }) => ({ containerId: id, networkId: lan.id }));
  return { sample, links };
}

it('sets several links in one step, which one undo takes back', () => {
  const { sample, links } = three();
  const { lab } = valueOf(
    setLinkQualities(sample.lab, { links, linkUp: false, toContainer: lossy }, sample.context),
  );
  for (const { interfaces } of lab.containers)
    expect(interfaces[0]?.quality).toMatchObject({ up: false, toContainer: lossy });
  const recorded = recordEdit(sample.lab, lab, sample.context.random);
  expect(recorded.history.undo.map(({ label }) => label)).toEqual(['Change 3 links']);
  const undone = valueOf(undoEdit(recorded, { stepId: null }, sample.context)).lab;
  expect(undone.containers).toEqual(sample.lab.containers);
});

it('changes none when one is refused', () => {
  const { sample, links } = three();
  const elsewhere = { containerId: links[0]?.containerId ?? '', networkId: sample.network('other').id };
  const change = { linkUp: false };
  expect(
    errorOf(setLinkQualities(sample.lab, { ...change, links: [...links, elsewhere] }, sample.context)),
  ).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining("is not on network 'other'") as string,
  });
  for (const wrong of [[], [...links, ...links]])
    expect(errorOf(setLinkQualities(sample.lab, { ...change, links: wrong }, sample.context))).toMatchObject({
      issues: [{ path: ['links'] }],
    });
  const tooMuch = { links, toContainer: { ...noImpairment, lossPercent: 200 } };
  expect(errorOf(setLinkQualities(sample.lab, tooMuch, sample.context))).toMatchObject({
    issues: [{ path: ['toContainer', 'lossPercent'] }],
  });
});
