import type { Terminal } from '@xterm/xterm';

interface BottomKeeper extends Disposable {
  /** Call it before the font changes. Changes of the size are noticed. */
  readonly keep: () => void;
}

/** What a user does before a scroll that is meant. */
const acts = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/**
 * Keeps a terminal at the end of its output when its size or its font changes. Some frames after such a change, xterm
 * computes the position of its scroll bar from heights that may differ by a line, and takes the difference for a scroll of
 * the user: from then on new output stays below the window. So it is held at the end until the user does anything.
 */
export function keepBottom(terminal: Terminal): BottomKeeper {
  let isHeld = false;
  const isAtEnd = (): boolean => terminal.buffer.active.viewportY >= terminal.buffer.active.baseY;
  const keep = (): void => {
    isHeld ||= isAtEnd();
  };
  // Not within the event: xterm has not finished the scroll.
  const hold = (): void => {
    if (isHeld && !isAtEnd()) queueMicrotask(() => isHeld && terminal.scrollToBottom());
  };
  terminal.onResize(keep);
  terminal.onScroll(hold);
  terminal.onRender(hold);
  const release = (): void => {
    isHeld = false;
  };
  for (const act of acts) document.addEventListener(act, release, { capture: true, passive: true });
  return {
    keep,
    [Symbol.dispose]() {
      isHeld = false;
      for (const act of acts) document.removeEventListener(act, release, { capture: true });
    },
  };
}
