import type { Point } from '../canvas/layout/geometry.ts';

/** A lab as a small picture shows it. */
export interface LabDrawing {
  readonly networks: readonly { readonly name: string; readonly position: Point }[];
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly position: Point;
    readonly links: readonly { readonly network: string }[];
  }[];
}
