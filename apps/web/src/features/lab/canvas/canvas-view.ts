import type { Creation } from './use-palette-drag.ts';

/**
 * What can be asked of the canvas from outside. The canvas hands it out once it is there: it is loaded when needed, and
 * until then a template ref would be what stands in its place.
 */
export interface CanvasView {
  /** Selects a node, brings it into view and gives it the focus. */
  focus(id: string): Promise<void>;
  fit(): void;
  selectAll(): void;
  /** Lays everything out anew. */
  arrange(): Promise<void>;
  toggleMap(): void;
  /** Adds something without a pointer. */
  pick(creation: Creation): void;
  zoomIn(): void;
  zoomOut(): void;
}
