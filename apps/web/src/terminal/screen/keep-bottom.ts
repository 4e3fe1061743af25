import type { Terminal } from '@xterm/xterm';

/**
 * Keeps a terminal at the end of its output when its size or its font changes. xterm computes the position of its scroll
 * bar in the frame after such a change, from heights that may differ by a line, and takes the difference for a scroll of
 * the user: from then on new output stays below the window.
 *
 * @returns call it before the font changes; changes of the size are noticed
 */
export function keepBottom(terminal: Terminal): () => void {
  let keeping = false;
  const keep = (): void => {
    const { viewportY, baseY } = terminal.buffer.active;
    if (keeping || viewportY < baseY) return;
    keeping = true;
    const drawn = terminal.onRender(() => {
      drawn.dispose();
      // The scroll bar is set after the rows are drawn, in the same frame.
      queueMicrotask(() => {
        keeping = false;
        terminal.scrollToBottom();
      });
    });
  };
  terminal.onResize(keep);
  return keep;
}
