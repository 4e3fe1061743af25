import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { quoted } from '@pineapple/core';
import type { Notes, Place } from '../notes.ts';

/** An alias may stand for this many nodes in all, or the document is refused: each use multiplies them. */
const mostAliases = 100;
/** More than any topology that a person keeps, and little enough to parse within a request. */
const mostCharacters = 200_000;
/** The time to parse grows with the square of the levels. */
const mostLevels = 100;
const mostErrors = 5;

/** A value of a YAML document that knows its line. */
export class YamlView {
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #file: string;
  readonly keys: readonly string[];
  /** As plain data; undefined if it is absent. */
  readonly value: unknown;

  private constructor(
    source: { readonly document: Document; readonly lines: LineCounter; readonly file: string },
    keys: readonly string[],
    value: unknown,
  ) {
    this.#document = source.document;
    this.#lines = source.lines;
    this.#file = source.file;
    this.keys = keys;
    this.value = value;
  }

  /** Parses a document; null with ERROR notes if it can't be. */
  static parse(file: string, text: string, notes: Notes): YamlView | null {
    const refusal = refuseSize(text);
    if (refusal !== null) {
      notes.error({ path: file, line: null }, refusal);
      return null;
    }
    const lines = new LineCounter();
    try {
      // The parser compares every two keys of a map to find those that are given twice.
      const options = { lineCounter: lines, merge: true, prettyErrors: false, uniqueKeys: false };
      const document = parseDocument(text, options);
      const errors = [
        ...document.errors.map(({ message, pos }) => ({ message: `${message}.`, offset: pos[0] })),
        ...repeatedKeys(document),
      ];
      for (const { message, offset } of errors.slice(0, mostErrors)) {
        const { line } = lines.linePos(offset);
        notes.error({ path: file, line }, `The YAML can't be read: ${message}`);
      }
      if (errors.length > 0) return null;
      const value: unknown = document.toJS({ maxAliasCount: mostAliases });
      return new YamlView({ document, lines, file }, [], value);
    } catch (error) {
      // An alias without its anchor or used too often, and levels that exhaust the stack.
      if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
      notes.error({ path: file, line: null }, `The YAML can't be read: ${error.message}.`);
      return null;
    }
  }

  /** As it was parsed. */
  get document(): Document {
    return this.#document;
  }

  get place(): Place {
    return { path: this.#file, line: this.line };
  }

  /** From 1: where the key or item is written, or else what holds it. */
  get line(): number | null {
    const offset = this.#find().offset;
    return offset === null ? null : this.#lines.linePos(offset).line;
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isMap(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  get(key: string): YamlView {
    const own = this.isMap && Object.hasOwn(this.value as object, key);
    return this.#child(key, own ? (this.value as Record<string, unknown>)[key] : undefined);
  }

  /** The value at a path of keys and indexes. */
  at(path: readonly PropertyKey[]): YamlView {
    return path.reduce<YamlView>(
      (view, key) =>
        Array.isArray(view.value) ? (view.items()[Number(key)] ?? view) : view.get(String(key)),
      this,
    );
  }

  /** In the order of the file, where plain data has whole numbers first. */
  entries(): readonly (readonly [string, YamlView])[] {
    if (!this.isMap) return [];
    const { node } = this.#find();
    const written = isMap(node) ? node.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
    const order = new Map(written.map((key, index) => [key, index]));
    const entries = Object.entries(this.value as object);
    return entries
      .sort(([a], [b]) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
      .map(([key, value]) => [key, this.#child(key, value)]);
  }

  items(): readonly YamlView[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((value, index) => this.#child(String(index), value));
  }

  /** A scalar as it is written, so that `1.10` stays `1.10`; null for anything else. */
  text(): string | null {
    if (typeof this.value === 'string') return this.value;
    if (!['number', 'boolean', 'bigint'].includes(typeof this.value)) return null;
    const { node } = this.#find();
    return isScalar(node) && node.source !== undefined ? node.source : String(this.value);
  }

  number(): number | null {
    const number = Number(this.text()?.trim() || Number.NaN);
    return Number.isFinite(number) ? number : null;
  }

  /** The texts of a list, or one text alone. */
  texts(): readonly YamlView[] {
    return Array.isArray(this.value) ? this.items() : this.exists ? [this] : [];
  }

  #child(key: string, value: unknown): YamlView {
    const source = { document: this.#document, lines: this.#lines, file: this.#file };
    return new YamlView(source, [...this.keys, key], value);
  }

  #find(): { readonly node: unknown; readonly offset: number | null } {
    let node: unknown = this.#resolve(this.#document.contents);
    let offset = offsetOf(node);
    for (const key of this.keys) {
      if (isMap(node)) {
        const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
        if (pair === undefined) return { node: null, offset };
        offset = offsetOf(pair.key) ?? offset;
        node = this.#resolve(pair.value);
      } else if (isSeq(node)) {
        const item = node.items[Number(key)];
        offset = offsetOf(item) ?? offset;
        node = this.#resolve(item);
      } else return { node: null, offset };
    }
    return { node, offset };
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }
}

function offsetOf(node: unknown): number | null {
  return (node as Node | null | undefined)?.range?.[0] ?? null;
}

function refuseSize(text: string): string | null {
  // A long word of base64 is one scalar, which takes no time to parse. Many short ones would.
  const { length } = text.replaceAll(/\bbase64: [A-Za-z0-9+/=]{200,}/g, '');
  if (length > mostCharacters) {
    return `The file has ${length} characters without base64. A lab is read from at most ${mostCharacters} characters of YAML.`;
  }
  let level = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') level += 1;
    else if (sign === ']' || sign === '}') level = Math.max(0, level - 1);
    deepest = Math.max(deepest, level);
  }
  const block = new RegExp(`(?:[-?:][ \\t]+){${mostLevels}}`);
  if (deepest <= mostLevels && !block.test(text)) return null;
  return `The YAML can't be read: it has more than ${mostLevels} levels.`;
}

function repeatedKeys(document: Document): readonly { readonly message: string; readonly offset: number }[] {
  const repeated: { message: string; offset: number }[] = [];
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name) && name !== '<<') {
          repeated.push({ message: `The key ${quoted(name)} is given twice.`, offset: offsetOf(key) ?? 0 });
        }
        seen.add(name);
      }
    },
  });
  return repeated;
}
