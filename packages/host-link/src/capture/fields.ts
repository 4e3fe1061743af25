import { options, padded } from './pcapng-format.ts';

/** The body of a block. Reading past its end throws. */
export class Fields {
  readonly #view: DataView;
  readonly #littleEndian: boolean;

  constructor(view: DataView, littleEndian: boolean) {
    this.#view = view;
    this.#littleEndian = littleEndian;
  }

  uint16(at: number): number {
    this.#need(at + 2);
    return this.#view.getUint16(at, this.#littleEndian);
  }

  uint32(at: number): number {
    this.#need(at + 4);
    return this.#view.getUint32(at, this.#littleEndian);
  }

  bytes(at: number, length: number): Uint8Array {
    this.#need(at + length);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length);
  }

  /** The two halves of a timestamp, the upper one first. */
  time(at: number): bigint {
    return (BigInt(this.uint32(at)) << 32n) | BigInt(this.uint32(at + 4));
  }

  /** The options from an offset to the end, by code. */
  options(from: number): Options {
    const values = new Map<number, Uint8Array>();
    let at = from;
    while (this.#view.byteLength - at >= 4) {
      const code = this.uint16(at);
      const length = this.uint16(at + 2);
      if (code === options.end) break;
      values.set(code, this.bytes(at + 4, length));
      at += 4 + padded(length);
    }
    return new Options(values, this.#littleEndian);
  }

  #need(bytes: number): void {
    if (this.#view.byteLength < bytes) throw new Error('A block of a capture is shorter than it says');
  }
}

class Options {
  readonly #values: ReadonlyMap<number, Uint8Array>;
  readonly #littleEndian: boolean;

  constructor(values: ReadonlyMap<number, Uint8Array>, littleEndian: boolean) {
    this.#values = values;
    this.#littleEndian = littleEndian;
  }

  text(code: number): string | null {
    const value = this.#values.get(code);
    return value === undefined ? null : new TextDecoder().decode(value);
  }

  byte(code: number): number | null {
    return this.#values.get(code)?.[0] ?? null;
  }

  /** A number of 64 bits. */
  count(code: number): number | null {
    const value = this.#values.get(code);
    if (value?.length !== 8) return null;
    const view = new DataView(value.buffer, value.byteOffset, 8);
    return Number(view.getBigUint64(0, this.#littleEndian));
  }
}
