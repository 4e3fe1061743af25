import type { Point } from './layout/geometry.ts';
import type { Carried, Creation } from './palette/use-palette-drag.ts';

/**
 * Commands for the canvas. The canvas emits them when it is mounted, because a template ref would refer to the
 * placeholder until the canvas is loaded.
 */
export interface CanvasView {
  /** Selects a node, brings it into view and gives it the focus. */
  focus(id: string): Promise<void>;
  fit(): void;
  /** Shows the selected nodes as large as possible; nothing without a selection. */
  zoomToSelection(): void;
  /** Edits the text of an annotation in place. */
  edit(annotationId: string): void;
  selectAll(): void;
  /** Where the nodes are, saved or not. */
  positions(): ReadonlyMap<string, Point>;
  /** Lays out all nodes. */
  arrange(): Promise<void>;
  toggleMap(): void;
  /** Shows or hides what the wires carry. */
  toggleTraffic(): void;
  /** Shows or hides the routing sessions. */
  toggleSessions(): void;
  /** Shows or hides the panel of packets. */
  togglePackets(): void;
  /** Adds a node without a pointer position. */
  pick(creation: Creation): void;
  /** Adds a node at a position in the window, if it is on the canvas. */
  drop(carried: Carried): void;
  /** Gives the focus to the palette, whose keys add nodes. */
  focusPalette(): void;
  zoomIn(): void;
  zoomOut(): void;
}
