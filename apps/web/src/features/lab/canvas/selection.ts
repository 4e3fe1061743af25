/** The ids of what is selected. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly connectors: readonly string[];
}

export const emptySelection: Selection = { nodes: [], connectors: [] };

export interface Move {
  readonly nodeId: string;
  readonly x: number;
  readonly y: number;
  /** The new size of a note or a frame. Left out: as it is. */
  readonly width?: number;
  readonly height?: number;
}

export function sameSelection(one: Selection, other: Selection): boolean {
  return sameIds(one.nodes, other.nodes) && sameIds(one.connectors, other.connectors);
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
