import type { CanvasView } from '../../canvas/canvas-view.ts';
import { align, type Alignment } from '../../canvas/layout/align.ts';
import type { Point } from '../../canvas/layout/geometry.ts';
import type { CanvasLab } from '../../canvas/map-lab.ts';
import type { Move } from '../../canvas/selection.ts';
import type { Message } from '../../../../ui/page/toasts.ts';

interface PictureOptions {
  name(): string;
  canvas(): CanvasLab;
  view(): CanvasView | null;
  selected(): readonly string[];
  move(moves: readonly Move[]): Promise<void>;
  show(message: Message): void;
}

/** The whole drawing of a lab: saves it as an image, and lines up nodes. */
export function usePicture(options: PictureOptions): {
  exportAs(format: 'svg' | 'png'): Promise<void>;
  align(alignment: Alignment, ids?: readonly string[]): Promise<void>;
} {
  const positions = (): ReadonlyMap<string, Point> => options.view()?.positions() ?? new Map<string, Point>();
  return {
    async exportAs(format) {
      const [{ drawPicture }, { savePicture, themeColours }] = await Promise.all([
        import('../../canvas/picture/draw-picture.ts'),
        import('../../canvas/picture/save-picture.ts'),
      ]);
      try {
        const picture = drawPicture(options.name(), options.canvas(), positions(), themeColours());
        await savePicture(picture, options.name(), format);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        options.show({ tone: 'problem', text: `The image could not be made. ${text}` });
      }
    },
    async align(alignment, ids = options.selected()) {
      const places = positions();
      const nodes = ids.flatMap((id) => {
        const [node, position] = [options.canvas().nodes.get(id), places.get(id)];
        return node && position ? [{ id, kind: node.kind, position }] : [];
      });
      if (nodes.length < 2) return;
      await options.move([...align(nodes, alignment)].map(([nodeId, { x, y }]) => ({ nodeId, x, y })));
    },
  };
}
