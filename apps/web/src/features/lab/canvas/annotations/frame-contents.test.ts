import { expect, it } from 'vitest';
import { frameAround, frameContents } from './frame-contents.ts';

const frame = { id: 'frame', x: 0, y: 0, width: 400, height: 300 };
const node = { id: 'node', width: 192, height: 56 };

it('holds what has its centre in the frame', () => {
  const inside = { ...node, x: 300, y: 0 };
  const outside = { ...node, id: 'outside', x: 310, y: 0 };
  expect(frameContents(frame, [frame, inside, outside])).toEqual(['node']);
});

it('holds smaller frames, and is held by larger ones', () => {
  const inner = { id: 'inner', x: 50, y: 50, width: 200, height: 200 };
  expect(frameContents(frame, [frame, inner])).toEqual(['inner']);
  expect(frameContents(inner, [frame, inner])).toEqual([]);
});

it('holds the nodes that it was drawn around', () => {
  const nodes = [
    { ...node, id: 'a', x: -500, y: 40 },
    { ...node, id: 'b', x: 800, y: 900 },
  ];
  expect(frameContents({ id: 'frame', ...frameAround(nodes) }, nodes)).toEqual(['a', 'b']);
});
