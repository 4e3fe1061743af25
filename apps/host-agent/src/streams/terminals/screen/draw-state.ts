import type { Terminal } from '@xterm/headless';
import { drawPen } from './draw-pen.ts';
import { drawRows } from './draw-rows.ts';
import { type Attributes, readInner, type SavedCursor } from './inner-state.ts';

const csi = '\u001b[';

interface DrawOptions {
  /** Lines above the screen. */
  readonly scrollback: number;
  readonly title: string;
}

/** Output that makes a new terminal of the same size show what this one shows, in the same modes. */
export function drawState(terminal: Terminal, options: DrawOptions): string {
  const { scrollback, title } = options;
  const inner = readInner(terminal);
  const { normal, alternate } = terminal.buffer;
  const drawn = [drawRows(terminal.cols, normal, Math.max(0, normal.baseY - scrollback))];
  if (inner.alternate !== null) {
    // Not 1049, which would save the cursor again.
    drawn.push(
      drawSaved(inner.normal.saved),
      `${csi}0m${csi}?47h${csi}H`,
      drawRows(terminal.cols, alternate, 0),
    );
  }
  const active = inner.alternate ?? inner.normal;
  return [
    '\u001bc',
    title === '' ? '' : `\u001b]2;${title}\u0007`,
    ...drawn,
    drawTabs(terminal.cols, active.tabs),
    drawRegion(active, terminal.rows),
    drawSaved(active.saved),
    drawCursor(terminal, active.x, active.y, inner.pen),
    drawCharsets(inner.charsets, inner.shifted),
    ...drawModes(terminal, inner),
  ].join('');
}

const moveTo = (x: number, y: number): string => `${csi}${y + 1};${x + 1}H`;

function drawSaved({ x, y, pen }: SavedCursor): string {
  return `${csi}0m${drawPen(pen)}${moveTo(x, y)}\u001b7`;
}

/** Moves the cursor. After a character in the last column it stands behind it, where only printing leaves it. */
function drawCursor(terminal: Terminal, x: number, y: number, pen: Attributes): string {
  const own = `${csi}0m${drawPen(pen)}`;
  if (x < terminal.cols) return `${moveTo(x, y)}${own}`;
  const buffer = terminal.buffer.active;
  const line = buffer.getLine(buffer.baseY + y);
  let last = x - 1;
  while (last > 0 && line?.getCell(last)?.getWidth() === 0) last -= 1;
  const cell = line?.getCell(last);
  const chars = cell?.getChars() ?? '';
  const style = cell ? drawPen(cell) : '';
  return `${moveTo(last, y)}${csi}0m${style}${chars === '' ? ' ' : chars}${own}`;
}

function drawRegion({ top, bottom }: { top: number; bottom: number }, rows: number): string {
  return top === 0 && bottom === rows - 1 ? '' : `${csi}${top + 1};${bottom + 1}r`;
}

function drawTabs(cols: number, tabs: readonly number[]): string {
  const usual = Array.from({ length: Math.ceil(cols / 8) }, (_, index) => index * 8);
  if (usual.join() === tabs.join()) return '';
  return `${csi}3g${tabs.map((x) => `${csi}${x + 1}G\u001bH`).join('')}`;
}

function drawCharsets(charsets: readonly string[], shifted: number): string {
  const designated = charsets.map((set, index) => (set === 'B' ? '' : `\u001b${'()*+'[index]}${set}`));
  return `${designated.join('')}${['', '\u000e', '\u001bn', '\u001bo'][shifted] ?? ''}`;
}

/** Origin mode comes last but for the cursor, because it moves the cursor. */
function* drawModes(terminal: Terminal, inner: ReturnType<typeof readInner>): Generator<string> {
  const { modes } = terminal;
  if (modes.applicationCursorKeysMode) yield `${csi}?1h`;
  if (modes.applicationKeypadMode) yield '\u001b=';
  if (modes.bracketedPasteMode) yield `${csi}?2004h`;
  if (modes.reverseWraparoundMode) yield `${csi}?45h`;
  if (modes.sendFocusMode) yield `${csi}?1004h`;
  if (!modes.wraparoundMode) yield `${csi}?7l`;
  if (modes.insertMode) yield `${csi}4h`;
  if (inner.newLines) yield `${csi}20h`;
  const mouse = { none: '', x10: '9', vt200: '1000', drag: '1002', any: '1003' }[modes.mouseTrackingMode];
  if (mouse !== '') yield `${csi}?${mouse}h`;
  if (inner.mouseEncoding === 'SGR') yield `${csi}?1006h`;
  if (inner.mouseEncoding === 'SGR_PIXELS') yield `${csi}?1016h`;
  if (inner.hidden) yield `${csi}?25l`;
  if (inner.cursorStyle !== null) yield `${csi}${inner.cursorStyle} q`;
  if (!modes.originMode) return;
  const active = inner.alternate ?? inner.normal;
  yield `${csi}?6h${moveTo(Math.min(active.x, terminal.cols - 1), active.y - active.top)}`;
}
