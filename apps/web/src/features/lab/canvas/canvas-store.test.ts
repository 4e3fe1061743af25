import { effect } from 'vue';
import { describe, expect, it } from 'vitest';
import { createCanvasStore, updateStore } from './canvas-store.ts';
import { emptyCanvas, type CanvasNode } from './map-lab.ts';

const node = (id: string): CanvasNode => ({
  kind: 'network',
  id,
  network: {} as never,
  attached: 0,
  position: null,
});

describe('the canvas store', () => {
  it('triggers only the effects that read a changed node', () => {
    const store = createCanvasStore();
    const [a, b] = [node('a'), node('b')];
    const [connectors, annotations] = [new Map(), new Map()];
    updateStore(store, {
      nodes: new Map([
        ['a', a],
        ['b', b],
      ]),
      connectors,
      annotations,
    });
    const runs = { a: 0, b: 0 };
    effect(() => ((runs.a += 1), store.nodes.get('a')));
    effect(() => ((runs.b += 1), store.nodes.get('b')));
    updateStore(store, {
      nodes: new Map([
        ['a', node('a')],
        ['b', b],
      ]),
      connectors,
      annotations,
    });
    expect(runs).toEqual({ a: 2, b: 1 });
  });

  it('returns what was added and removed', () => {
    const store = createCanvasStore();
    const [a, b] = [node('a'), node('b')];
    updateStore(store, { ...emptyCanvas, nodes: new Map([['a', a]]) });
    const difference = updateStore(store, { ...emptyCanvas, nodes: new Map([['b', b]]) });
    expect(difference).toMatchObject({ addedNodes: [b], removedNodes: ['a'] });
    expect([...store.nodes.keys()]).toEqual(['b']);
  });
});
