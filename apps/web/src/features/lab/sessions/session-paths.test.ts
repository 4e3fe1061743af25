import { expect, it } from 'vitest';
import type { Box } from '../canvas/layout/geometry.ts';
import { sessionPaths } from './session-paths.ts';
import type { ShownSession } from './shown-session.ts';

const session = (id: string, between: ShownSession['between']): ShownSession => ({
  ...{ id, between, protocol: 'OSPF', status: 'UP', label: 'OSPF', text: id },
});
const boxes: Record<string, Box> = {
  r1: { x: 0, y: 0, width: 192, height: 56 },
  r2: { x: 400, y: 0, width: 192, height: 56 },
  r3: { x: 0, y: 400, width: 192, height: 56 },
};
const draw = (...sessions: ShownSession[]) => sessionPaths(sessions, (id) => boxes[id] ?? null);

it('keeps clear of a network node that lies halfway between the containers', () => {
  const [level, upright] = draw(session('a', ['r1', 'r2']), session('b', ['r1', 'r3']));
  expect(Math.abs((level?.middle.y ?? 0) - 28)).toBeGreaterThan(24);
  expect(Math.abs((upright?.middle.x ?? 0) - 96)).toBeGreaterThan(96);
});

it('draws the sessions of the same containers side by side, whichever end comes first', () => {
  const middles = draw(session('a', ['r1', 'r2']), session('b', ['r2', 'r1'])).map(({ middle }) => middle.y);
  expect(Math.abs((middles[0] ?? 0) - (middles[1] ?? 0))).toBe(22);
});

it('leaves out peers outside the lab and containers that are not on the canvas yet', () => {
  expect(draw(session('a', null), session('b', ['r1', 'r9']))).toEqual([]);
});
