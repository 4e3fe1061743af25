import type { ImageLayer } from '@pineapple/host-link/protocol';

const mostLines = 2000;
const longestLine = 500;
// eslint-disable-next-line no-control-regex
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|[@-Z\\-_]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g;
const controls = /[^\P{Cc}\t]/gu;

interface BuildReader {
  onLine(line: string): void;
  onLayer(layer: ImageLayer): void;
  onEnd(): void;
}

/** What a build printed, its last two thousand lines, for readers that come at any time. */
export class BuildLog {
  readonly #lines: string[] = [];
  /** The latest news of each layer of an image that is pulled. */
  readonly #layers = new Map<string, ImageLayer>();
  readonly #readers = new Set<BuildReader>();
  #partial = '';
  #hasEnded = false;

  /** Adds a line of the builder's own. */
  add(line: string): void {
    this.#flush();
    this.#push(line);
  }

  /** Adds output of a command, in pieces of any size. */
  write(text: string): void {
    const lines = `${this.#partial}${text}`.split('\n');
    this.#partial = (lines.pop() ?? '').slice(-longestLine);
    for (const line of lines) this.#push(printable(line));
  }

  layer(layer: ImageLayer): void {
    this.#layers.set(layer.id, layer);
    for (const reader of this.#readers) reader.onLayer(layer);
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#flush();
    this.#hasEnded = true;
    for (const reader of this.#readers) reader.onEnd();
    this.#readers.clear();
  }

  /** Reads what there is and what follows. @returns a function that stops it */
  read(reader: BuildReader): () => void {
    this.#lines.forEach((line) => reader.onLine(line));
    this.#layers.forEach((layer) => reader.onLayer(layer));
    if (this.#hasEnded) reader.onEnd();
    else this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  #flush(): void {
    if (this.#partial !== '') this.#push(printable(this.#partial));
    this.#partial = '';
  }

  #push(line: string): void {
    const short = line.slice(0, longestLine);
    this.#lines.push(short);
    if (this.#lines.length > mostLines) this.#lines.shift();
    for (const reader of this.#readers) reader.onLine(short);
  }
}

/** A progress bar leaves its last state; colours and other control characters are left out. */
function printable(line: string): string {
  const shown = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  return shown.replaceAll(escapes, '').replaceAll(controls, '');
}
