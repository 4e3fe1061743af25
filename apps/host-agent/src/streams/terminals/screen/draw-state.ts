import type { SerializeAddon } from '@xterm/addon-serialize';
import type { IBuffer, Terminal } from '@xterm/headless';
import { type Attributes, readInner, type SavedCursor } from './inner-state.ts';

const csi = '\u001b[';

interface DrawOptions {
  /** Lines above the screen. */
  readonly scrollback: number;
  readonly title: string;
}

/** Output that makes a new terminal of the same size show what this one shows, in the same modes. */
export function drawState(terminal: Terminal, addon: SerializeAddon, options: DrawOptions): string {
  const { scrollback, title } = options;
  const inner = readInner(terminal);
  const whole = addon.serialize({ scrollback, excludeModes: true });
  const normal = addon.serialize({ scrollback, excludeModes: true, excludeAltBuffer: true });
  const drawn =
    inner.alternate === null
      ? normal + drawEmptyRows(terminal, terminal.buffer.normal)
      : [
          normal,
          drawEmptyRows(terminal, terminal.buffer.normal),
          drawSaved(inner.normal.saved),
          `${csi}0m`,
          // Not 1049, which would save the cursor again.
          `${csi}?47h`,
          whole.slice(normal.length).replace(`${csi}?1049h`, ''),
          drawEmptyRows(terminal, terminal.buffer.alternate),
        ].join('');
  const active = inner.alternate ?? inner.normal;
  return [
    '\u001bc',
    title === '' ? '' : `\u001b]2;${title}\u0007`,
    drawn,
    drawTabs(terminal.cols, active.tabs),
    drawRegion(active, terminal.rows),
    drawSaved(active.saved),
    drawCursor(terminal, active.x, active.y, inner.pen),
    drawCharsets(inner.charsets, inner.shifted),
    ...drawModes(terminal, inner),
  ].join('');
}

const moveTo = (x: number, y: number): string => `${csi}${y + 1};${x + 1}H`;

/** The colours of the rows at the end of the screen that have no text, which the add-on leaves out. */
function drawEmptyRows({ rows, cols }: Terminal, buffer: IBuffer): string {
  let drawn = '';
  for (let y = rows - 1; y >= 0; y -= 1) {
    const line = buffer.getLine(buffer.baseY + y);
    const cells = Array.from({ length: cols }, (_, x) => line?.getCell(x));
    if (cells.some((cell) => cell && cell.getChars() !== '')) break;
    cells.forEach((cell, x) => {
      if (cell && !cell.isBgDefault()) drawn += `${csi}0m${drawPen(cell)}${moveTo(x, y)}${csi}X`;
    });
  }
  return drawn;
}

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

/** The select-graphic-rendition sequence for attributes; empty for plain text. */
function drawPen(pen: Attributes): string {
  const flags: readonly (readonly [number, boolean])[] = [
    [1, pen.isBold() > 0],
    [2, pen.isDim() > 0],
    [3, pen.isItalic() > 0],
    [4, pen.isUnderline() > 0],
    [5, pen.isBlink() > 0],
    [7, pen.isInverse() > 0],
    [8, pen.isInvisible() > 0],
    [9, pen.isStrikethrough() > 0],
    [53, pen.isOverline() > 0],
  ];
  const codes: (number | string)[] = flags.filter(([, on]) => on).map(([code]) => code);
  if (pen.isFgRGB()) codes.push(`38;2;${rgb(pen.getFgColor())}`);
  else if (pen.isFgPalette()) codes.push(palette(pen.getFgColor(), 30));
  if (pen.isBgRGB()) codes.push(`48;2;${rgb(pen.getBgColor())}`);
  else if (pen.isBgPalette()) codes.push(palette(pen.getBgColor(), 40));
  return codes.length === 0 ? '' : `${csi}${codes.join(';')}m`;
}

/** @param first the code of the first of eight colours: 30 for text, 40 for the background */
function palette(colour: number, first: number): string {
  if (colour < 8) return String(first + colour);
  return colour < 16 ? String(first + 60 + colour - 8) : `${first + 8};5;${colour}`;
}

function rgb(colour: number): string {
  return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255].join(';');
}
