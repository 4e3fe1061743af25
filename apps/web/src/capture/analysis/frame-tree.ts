import type { FrameField } from '@pineapple/host-link/analysis';

/** A field of a frame as a row of the tree. */
export interface FieldRow {
  /** Where it is, such as `2.0.1`. */
  readonly path: string;
  readonly field: FrameField;
  /** Counts from 1. */
  readonly level: number;
  /** Its place among its siblings, from 1, and how many there are. */
  readonly place: number;
  readonly siblings: number;
  /** Null for a field without fields. */
  readonly isOpen: boolean | null;
}

/** What stays the same from frame to frame, so that an open layer is open in the next frame, too. */
export function fieldKey({ filter, label }: FrameField): string {
  return filter?.split(' ', 1)[0] ?? label;
}

/** The rows of a tree of which some fields are open. */
export function visibleFields(
  fields: readonly FrameField[],
  open: ReadonlySet<string>,
  parent = '',
  level = 1,
): FieldRow[] {
  return fields.flatMap((field, index) => {
    const path = parent === '' ? String(index) : `${parent}.${index}`;
    const isOpen = field.fields.length === 0 ? null : open.has(fieldKey(field));
    const row = { path, field, level, place: index + 1, siblings: fields.length, isOpen };
    return [row, ...(isOpen ? visibleFields(field.fields, open, path, level + 1) : [])];
  });
}

/** The fields on the way to a path, the outermost first. */
export function fieldsTo(fields: readonly FrameField[], path: string): FrameField[] {
  const way: FrameField[] = [];
  let level = fields;
  for (const index of path.split('.')) {
    const field = level[Number(index)];
    if (!field) return way;
    way.push(field);
    level = field.fields;
  }
  return way;
}

/**
 * The innermost field that is made of a byte; null for none. The first layer is the whole frame, which every byte is part of,
 * so it is the last choice.
 */
export function fieldAt(fields: readonly FrameField[], source: number, offset: number): string | null {
  const candidates = [...fields.entries()].reverse();
  for (const [index, field] of candidates) {
    const { range } = field;
    const covers = range?.source === source && offset >= range.start && offset < range.start + range.length;
    const inner = fieldAt(field.fields, source, offset);
    if (inner !== null) return `${index}.${inner}`;
    if (covers) return String(index);
  }
  return null;
}
