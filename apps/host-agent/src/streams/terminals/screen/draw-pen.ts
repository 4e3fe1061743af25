import type { Attributes } from './inner-state.ts';

const csi = '\u001b[';

/** The select-graphic-rendition sequence for attributes; empty for plain text. */
export function drawPen(pen: Attributes): string {
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
