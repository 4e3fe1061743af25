import { type LabComment, mostCommentCharacters, mostComments } from '@pineapple/core';
import { type Document, isCollection, isMap, isScalar, isSeq, type Node } from 'yaml';

/** Editors read it, and each export has its own. */
const schemaLine = /^ ?yaml-language-server:.*$\n?/gm;
const longestKey = 120;
const mostLevels = 10;

interface Comments {
  readonly comments: readonly LabComment[];
  /** Whether there were more than a lab keeps. */
  readonly isCut: boolean;
}

/** The comments of a document by the keys that lead to them. An item of a list has the key of what it says, not its index. */
export function readComments(document: Document): Comments {
  const comments: LabComment[] = [];
  const head = document.commentBefore ?? '';
  collect(document.contents, [], head, comments);
  const end = document.comment ?? '';
  if (end !== '') comments.push({ at: [], after: end });
  const kept: LabComment[] = [];
  let room = mostCommentCharacters;
  for (const comment of comments) {
    const { at, before = '', after = '' } = comment;
    const size = at.join('').length + before.length + after.length;
    if (size > room || kept.length === mostComments) continue;
    room -= size;
    kept.push(comment);
  }
  return { comments: kept, isCut: kept.length < comments.length };
}

/** Writes comments into a document. Those whose place it does not have are left out. */
export function writeComments(document: Document, comments: readonly LabComment[]): void {
  for (const { at, before, after } of comments) {
    if (at.length === 0) {
      if (after !== undefined) document.comment = after;
      continue;
    }
    const found = find(document.contents, at);
    if (found === null) continue;
    if (before !== undefined) found.key.commentBefore = before;
    if (after !== undefined) found.value.comment = after;
  }
}

/** @param first what is written above the first item, and belongs to it */
function collect(node: unknown, at: readonly string[], first: string, into: LabComment[]): void {
  if (!isCollection(node) || at.length === mostLevels) return;
  let above = joined(first, node.flow === true ? '' : (node.commentBefore ?? ''));
  for (const { name, key, value } of itemsOf(node)) {
    const own = [...at, name];
    const inFlow = isCollection(value) && value.flow === true;
    const before = joined(
      above,
      key.commentBefore ?? '',
      // A list or map in one line may become several.
      ...(inFlow ? [value.comment ?? ''] : []),
    ).replace(schemaLine, '');
    const after = inFlow ? '' : (value?.comment ?? '');
    if (before.trim() !== '' || after !== '')
      into.push({ at: own, ...(before.trim() !== '' && { before }), ...(after !== '' && { after }) });
    above = '';
    // Items of a list are nodes themselves, whose comment above was taken.
    collect(value, own, '', into);
  }
}

interface Item {
  readonly name: string;
  /** What a comment above is written to. */
  readonly key: Node;
  readonly value: Node | null;
}

function itemsOf(node: unknown): readonly Item[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) =>
      isScalar(key)
        ? [{ name: String(key.value).slice(0, longestKey), key, value: value as Node | null }]
        : [],
    );
  }
  if (!isSeq(node)) return [];
  return (node.items as Node[]).map((item, index) => ({ name: nameOf(item, index), key: item, value: item }));
}

function nameOf(item: Node, index: number): string {
  if (isScalar(item)) return `=${String(item.value)}`.slice(0, longestKey);
  const network = isMap(item) ? item.get('network') : undefined;
  return typeof network === 'string' ? `network=${network}`.slice(0, longestKey) : `#${index}`;
}

function find(root: unknown, at: readonly string[]): { readonly key: Node; readonly value: Node } | null {
  let present: Item | null = null;
  for (const name of at) {
    const items: readonly Item[] = itemsOf(present === null ? root : present.value);
    present = items.find((item) => item.name === name) ?? null;
    if (present === null) return null;
  }
  return present === null ? null : { key: present.key, value: present.value ?? present.key };
}

function joined(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
