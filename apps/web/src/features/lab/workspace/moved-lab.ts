import type { Move } from '../canvas/selection.ts';
import type { Lab } from './lab-changes.ts';

/** What moving nodes will most likely answer: shown at once, and taken back if the API says otherwise. */
export function movedLab(lab: Lab, moves: readonly Move[]): Record<string, unknown> {
  const places = new Map(moves.map(({ nodeId, x, y }) => [nodeId, { __typename: 'Position', x, y }]));
  const moved = (__typename: string, items: Lab['networks'] | Lab['containers']): unknown[] =>
    items.map(({ id, position }) => ({ __typename, id, position: places.get(id) ?? position }));
  return {
    moveNodes: {
      __typename: 'MoveNodesPayload',
      lab: {
        __typename: 'Lab',
        id: lab.id,
        revision: lab.revision,
        history: lab.history,
        networks: moved('Network', lab.networks),
        containers: moved('Container', lab.containers),
      },
    },
  };
}
