import { checkAnnotationSize } from '../annotations/annotation-rules.ts';
import type { Lab } from '../lab.ts';
import type { Position } from '../lab-nodes.ts';
import { quoted } from '../names/quoted.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { invalid, notFound, type EditError, type Issue } from '../edit-error.ts';
import { findLab } from '../nodes-in-lab.ts';
import { checkPosition, rounded } from './position-rules.ts';

const mostMoves = 200;

/** The new position of a network, a container or an annotation on the canvas. */
export interface NodeMove extends Position {
  readonly nodeId: string;
  /** The new size of an annotation. Null or left out: as it is. */
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
}

/**
 * Moves networks, containers and annotations on the canvas, and gives annotations the size of their move. A node that is
 * already there stays the same object.
 */
export function moveNodes(
  lab: Lab,
  { moves }: { readonly moves: readonly NodeMove[] },
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const issues = checkMoves(moves);
  if (issues.length > 0) return invalid(issues);
  const places = new Map(moves.map(({ nodeId, x, y }) => [nodeId, rounded({ x, y })]));
  const known = new Set([...lab.networks, ...lab.containers, ...lab.annotations].map(({ id }) => id));
  const fixed = new Set([...lab.networks, ...lab.containers].map(({ id }) => id));
  const sized = moves.findIndex(
    ({ nodeId, width, height }) => fixed.has(nodeId) && (width ?? height ?? null) !== null,
  );
  if (sized !== -1) {
    const message = `${quoted(moves[sized]?.nodeId ?? '')} is no annotation, so its size can't change. Leave out width and height.`;
    return invalid([{ path: ['moves', String(sized)], message }]);
  }
  const missing = moves.find(({ nodeId }) => !known.has(nodeId));
  if (missing) {
    const { nodeId } = missing;
    return notFound(nodeId, `There is no network, container or annotation ${quoted(nodeId)} in the lab.`);
  }
  const moved = <T extends { readonly id: string; readonly position: Position | null }>(node: T): T => {
    const position = places.get(node.id);
    const same = !position || (node.position?.x === position.x && node.position.y === position.y);
    return same ? node : { ...node, position };
  };
  const networks = lab.networks.map(moved);
  const containers = lab.containers.map(moved);
  const sizes = new Map(moves.map(({ nodeId, width, height }) => [nodeId, { width, height }]));
  const annotations = lab.annotations.map((annotation) => {
    const asked = sizes.get(annotation.id);
    const { x: width, y: height } = rounded({
      x: asked?.width ?? annotation.width,
      y: asked?.height ?? annotation.height,
    });
    const same = width === annotation.width && height === annotation.height;
    return moved(same ? annotation : { ...annotation, width, height });
  });
  const changed =
    networks.some((each, index) => each !== lab.networks[index]) ||
    containers.some((each, index) => each !== lab.containers[index]) ||
    annotations.some((each, index) => each !== lab.annotations[index]);
  return ok({ lab: changed ? { ...lab, networks, containers, annotations } : lab });
}

function checkMoves(moves: readonly NodeMove[]): Issue[] {
  if (moves.length === 0 || moves.length > mostMoves) {
    const message = `${moves.length} moves were given. Give 1 to ${mostMoves} at a time.`;
    return [{ path: ['moves'], message }];
  }
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, move] of moves.entries()) {
    const path = ['moves', String(index)];
    issues.push(...checkPosition(move, path), ...checkAnnotationSize(move, path));
    if (seen.has(move.nodeId)) {
      const message = `${quoted(move.nodeId)} was given twice. Give each node one position.`;
      issues.push({ path: [...path, 'nodeId'], message });
    }
    seen.add(move.nodeId);
  }
  return issues;
}
