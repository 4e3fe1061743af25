import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/headless';
import { drawPen } from './draw-pen.ts';

const csi = '\u001b[';

/**
 * Output that prints the lines of a buffer, from the line `start` to the last, into an empty screen of the same size whose
 * cursor is in the upper left corner. What was one line before it wrapped is one again, so that it wraps again at another
 * size.
 */
export function drawRows(cols: number, buffer: IBuffer, start: number): string {
  const out = new PenOutput();
  const scratch = buffer.getNullCell();
  let above: IBufferLine | undefined;
  for (let y = start; y < buffer.length; y += 1) {
    const line = buffer.getLine(y);
    if (y > start) {
      if (line?.isWrapped) wrap(out, above, cols);
      else newLine(out);
    }
    if (line) drawLine(out, line, cols, scratch);
    above = line;
  }
  out.pen('');
  return out.drawn;
}

/** Text with the pen that it has. */
class PenOutput {
  drawn = '';
  #pen = '';

  pen(pen: string): void {
    if (pen === this.#pen) return;
    this.#pen = pen;
    this.drawn += `${csi}0m${pen}`;
  }

  text(text: string): void {
    this.drawn += text;
  }
}

/** @param scratch a cell to read into */
function drawLine(out: PenOutput, line: IBufferLine, cols: number, scratch: IBufferCell): void {
  /** Cells without text that have not been drawn, and their colour. */
  let empty = { count: 0, pen: '' };
  const drawEmpty = (): void => {
    if (empty.count === 0) return;
    if (empty.pen !== '') {
      out.pen(empty.pen);
      out.text(`${csi}${empty.count}X`);
    }
    out.text(`${csi}${empty.count}C`);
    empty = { count: 0, pen: '' };
  };
  for (let x = 0; x < cols; x += 1) {
    const cell = line.getCell(x, scratch);
    if (cell?.getWidth() === 0) continue;
    const chars = cell?.getChars() || (cell && isSeenWithoutText(cell) ? ' ' : '');
    const pen = cell && !cell.isAttributeDefault() ? drawPen(cell) : '';
    if (chars === '') {
      if (pen !== empty.pen) drawEmpty();
      empty = { count: empty.count + 1, pen };
      continue;
    }
    drawEmpty();
    out.pen(pen);
    out.text(chars);
  }
  if (empty.pen !== '') drawEmpty();
}

/** Erasing a cell gives it a background and nothing else. */
function isSeenWithoutText(cell: IBufferCell): boolean {
  return cell.isInverse() + cell.isUnderline() + cell.isStrikethrough() + cell.isOverline() > 0;
}

/** A new line has the background of the pen. */
function newLine(out: PenOutput): void {
  out.pen('');
  out.text('\r\n');
}

/** Goes to the next line as a character does for which there is no room, and leaves that line empty. */
function wrap(out: PenOutput, above: IBufferLine | undefined, cols: number): void {
  const last = above?.getCell(cols - 1);
  if (last && isPrinted(last)) {
    // The cursor stands behind it. A new line has the background of the pen.
    out.pen('');
    out.text(' ');
  } else {
    // A character that is too wide for the last column leaves that one empty, in its own colours.
    out.pen(last ? drawPen(last) : '');
    out.text(`${csi}${cols}G日`);
    out.pen('');
  }
  out.text(`\r${csi}${cols}X`);
}

/** Whether it has text, or is the second half of a wide character. */
function isPrinted(cell: IBufferCell): boolean {
  return cell.getChars() !== '' || cell.getWidth() === 0;
}
