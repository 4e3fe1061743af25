import type { MoveNodesInput } from '../../../generated/graphql.ts';
import type { Lab } from './lab.ts';

/** The expected answer to a rename. Apollo shows it at once and reverts it if the API refuses. */
export function renamedLab(labId: string, name: string, revision = 0): Record<string, unknown> {
  return {
    updateLab: { __typename: 'UpdateLabPayload', lab: { __typename: 'Lab', id: labId, name, revision } },
  };
}

/** The expected answer to a move of nodes. */
export function movedLab(lab: Lab, moves: MoveNodesInput['moves']): Record<string, unknown> {
  const byId = new Map(moves.map((move) => [move.nodeId, move]));
  const positionOf = (id: string): object | undefined => {
    const move = byId.get(id);
    return move && { __typename: 'Position', x: move.x, y: move.y };
  };
  const moved = (
    __typename: string,
    items: readonly { readonly id: string; readonly position: object | null }[],
  ): unknown[] => items.map(({ id, position }) => ({ __typename, id, position: positionOf(id) ?? position }));
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
        annotations: lab.annotations.map(({ id, position, width, height }) => ({
          ...{ __typename: 'Annotation', id, position: positionOf(id) ?? position },
          ...{ width: byId.get(id)?.width ?? width, height: byId.get(id)?.height ?? height },
        })),
      },
    },
  };
}

/** The lab's part of an expected answer: only the API knows what undo will do after the edit. */
export function unchangedHistory({ id, history }: Pick<Lab, 'id' | 'history'>): Record<string, unknown> {
  return { __typename: 'Lab', id, history };
}
