/** A line of a difference: in both texts, only in the first, or only in the second. Null for lines that are left out. */
export type DiffLine = { readonly sign: ' ' | '-' | '+'; readonly text: string } | null;

const context = 2;
/** More than this many pairs of lines are not compared: all of one text gives way to all of the other. */
const mostPairs = 400_000;

/** The lines that differ between two texts, with a few around them. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end))
    end += 1;
  const same = (text: string): DiffLine => ({ sign: ' ', text });
  return withoutFar([
    ...old.slice(0, start).map(same),
    ...compare(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(same),
  ]);
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  // The end of the last line is no line, and its lack is shown.
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1)} (no line end)`];
}

/** By the longest common subsequence. */
function compare(old: readonly string[], now: readonly string[]): DiffLine[] {
  const gone = (text: string): DiffLine => ({ sign: '-', text });
  const come = (text: string): DiffLine => ({ sign: '+', text });
  if (old.length * now.length > mostPairs) return [...old.map(gone), ...now.map(come)];
  const width = now.length + 1;
  /** Of the rest of both texts from each pair of lines on. */
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (was !== undefined && was === is) {
      lines.push({ sign: ' ', text: was });
      i += 1;
      j += 1;
    } else if (was !== undefined && (is === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(was));
      i += 1;
    } else if (is !== undefined) {
      lines.push(come(is));
      j += 1;
    }
  }
  return lines;
}

/** Leaves out lines that are far from any difference. */
function withoutFar(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line?.sign === ' ') return;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  });
  return lines.flatMap((line, index) => {
    if (near.has(index)) return [line];
    return near.has(index - 1) || index === 0 ? [null] : [];
  });
}
