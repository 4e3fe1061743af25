import headless, { type IBufferCell, type Terminal } from '@xterm/headless';

/** How text looks. */
export type Attributes = Pick<
  IBufferCell,
  | 'isBold'
  | 'isDim'
  | 'isItalic'
  | 'isUnderline'
  | 'isBlink'
  | 'isInverse'
  | 'isInvisible'
  | 'isStrikethrough'
  | 'isOverline'
  | 'isFgRGB'
  | 'isFgPalette'
  | 'isBgRGB'
  | 'isBgPalette'
  | 'getFgColor'
  | 'getBgColor'
>;

/** Where a program saved the cursor (DECSC). Positions count from 0 and from the top of the screen. */
export interface SavedCursor {
  readonly x: number;
  readonly y: number;
  readonly pen: Attributes;
}

interface ScreenBuffer {
  /** The column, which equals the width behind a character in the last one. */
  readonly x: number;
  readonly y: number;
  readonly saved: SavedCursor;
  /** The scroll region. */
  readonly top: number;
  readonly bottom: number;
  readonly tabs: readonly number[];
}

/** State of an emulator that its public interface does not show. */
interface InnerState {
  readonly normal: ScreenBuffer;
  /** Null while the normal screen is shown. */
  readonly alternate: ScreenBuffer | null;
  readonly pen: Attributes;
  /** The final bytes that designate G0 to G3. */
  readonly charsets: readonly string[];
  /** Which of them is in use. */
  readonly shifted: number;
  readonly mouseEncoding: 'DEFAULT' | 'SGR' | 'SGR_PIXELS';
  /** Whether the cursor is hidden. */
  readonly hidden: boolean;
  /** The parameter of DECSCUSR; null for the default. */
  readonly cursorStyle: number | null;
  /** Whether a line feed is a new line. */
  readonly newLines: boolean;
}

/** The fields of xterm.js 6 that are read. The tests compare what becomes of them, so that a change is noticed. */
interface Inner {
  readonly _core: {
    readonly coreService: {
      readonly isCursorHidden: boolean;
      readonly decPrivateModes: { readonly cursorStyle?: string; readonly cursorBlink?: boolean };
    };
    readonly coreMouseService: { readonly activeEncoding: InnerState['mouseEncoding'] };
    readonly _charsetService: { readonly glevel: number; readonly _charsets?: readonly unknown[] };
    readonly _inputHandler: { readonly _curAttrData: Attributes };
    readonly _bufferService: {
      readonly buffers: Readonly<Record<'normal' | 'alt' | 'active', InnerBuffer>>;
    };
  };
}

interface InnerBuffer {
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly savedX: number;
  readonly savedY: number;
  readonly savedCurAttrData: Attributes;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: Readonly<Record<string, boolean>>;
}

export function readInner(terminal: Terminal): InnerState {
  const { coreService, coreMouseService, _charsetService, _inputHandler, _bufferService } = (
    terminal as unknown as Inner
  )._core;
  const { normal, alt, active } = _bufferService.buffers;
  const { cursorStyle, cursorBlink } = coreService.decPrivateModes;
  const style = { block: 1, underline: 3, bar: 5 }[cursorStyle ?? ''];
  const sets = _charsetService._charsets ?? [];
  return {
    normal: readBuffer(normal, terminal.cols),
    alternate: active === alt ? readBuffer(alt, terminal.cols) : null,
    pen: _inputHandler._curAttrData,
    charsets: [0, 1, 2, 3].map((index) => designatorOf(sets[index])),
    shifted: _charsetService.glevel,
    mouseEncoding: coreMouseService.activeEncoding,
    hidden: coreService.isCursorHidden,
    cursorStyle: style === undefined ? null : style + (cursorBlink === false ? 1 : 0),
    newLines: terminal.options.convertEol === true,
  };
}

function readBuffer(buffer: InnerBuffer, cols: number): ScreenBuffer {
  return {
    x: buffer.x,
    y: buffer.y,
    saved: {
      x: buffer.savedX,
      y: Math.max(0, buffer.savedY - buffer.ybase),
      pen: buffer.savedCurAttrData,
    },
    top: buffer.scrollTop,
    bottom: buffer.scrollBottom,
    tabs: Object.keys(buffer.tabs)
      .map(Number)
      .filter((x) => x < cols),
  };
}

/** Final bytes of the character sets that xterm.js knows. `B` is US-ASCII. */
const designators = [...'0A4C5RQKYE6ZH7='];
let designated: ReadonlyMap<unknown, string> | null = null;

function designatorOf(set: unknown): string {
  if (set === undefined || set === null) return 'B';
  designated ??= readDesignated();
  return designated.get(set) ?? 'B';
}

/** The tables of an emulator for all designators. Emulators share them. */
function readDesignated(): ReadonlyMap<unknown, string> {
  const found = new Map<unknown, string>();
  const terminal = new headless.Terminal();
  const inner = (terminal as unknown as Inner)._core as unknown as {
    _inputHandler: { selectCharset(sequence: string): boolean };
    _charsetService: { _charsets: readonly unknown[] };
  };
  for (const designator of designators) {
    inner._inputHandler.selectCharset(`(${designator}`);
    found.set(inner._charsetService._charsets[0], designator);
  }
  terminal.dispose();
  return found;
}
