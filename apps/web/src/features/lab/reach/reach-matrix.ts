import type { CheckReachabilitySubscription } from '../../../generated/graphql.ts';

export type ReachCell = CheckReachabilitySubscription['checkReachability']['cells'][number];

/** The cells of a check by pair: those of all addresses of a target. */
export type ReachCells = ReadonlyMap<string, readonly ReachCell[]>;

export type Mark = 'good' | 'partly' | 'bad' | 'none' | 'waiting';

/** What a field of the matrix shows. The symbol says the same as the colour. */
export interface MatrixField {
  readonly mark: Mark;
  readonly symbol: string;
  /** Such as `0.4` ms, or why it failed. */
  readonly text: string;
  /** One sentence for each address. */
  readonly title: string;
}

const symbols: Readonly<Record<Mark, string>> = { good: '✓', partly: '!', bad: '✕', none: '–', waiting: '…' };

const words: Readonly<Record<ReachCell['status'], string>> = {
  OK: 'answers',
  LOSSY: 'loses packets',
  LARGE_LOST: 'large packets lost',
  UNANSWERED: 'no answer',
  UNREACHABLE: 'unreachable',
  NO_ROUTE: 'no route',
  PROHIBITED: 'prohibited',
  REFUSED: 'refused',
  NOT_RUNNING: 'not running',
  NO_ADDRESS: 'no address',
  FAILED: 'not checked',
};

export function pairKey(from: string, to: string): string {
  return `${from} ${to}`;
}

export function addCells(known: ReachCells, fresh: readonly ReachCell[]): ReachCells {
  const cells = new Map(known);
  for (const cell of fresh) {
    const key = pairKey(cell.from.id, cell.to.id);
    cells.set(key, [...(cells.get(key) ?? []), cell]);
  }
  return cells;
}

/** Sums a pair's addresses up. @param running whether more cells may come */
export function fieldOf(cells: readonly ReachCell[] | undefined, running: boolean): MatrixField {
  if (!cells) return running ? field('waiting', '', 'Not known yet') : field('none', '', 'Not checked');
  const title = cells.map((cell) => `${cell.address ?? 'No address'}: ${described(cell)}`).join('. ');
  const marks = cells.map(markOf);
  const times = cells.flatMap(({ rttMs }) => rttMs ?? []);
  const time = times.length === 0 ? '' : formatMs(Math.min(...times));
  if (marks.every((mark) => mark === 'none'))
    return field('none', words[cells[0]?.status ?? 'FAILED'], title);
  if (marks.every((mark) => mark === 'good' || mark === 'none')) return field('good', time, title);
  if (marks.every((mark) => mark === 'bad' || mark === 'none')) {
    const first = cells.find((cell) => markOf(cell) === 'bad');
    return field('bad', words[first?.status ?? 'FAILED'], title);
  }
  return field('partly', time, title);
}

/** How many pairs answer, of those that were tried. */
export function countReached(cells: ReachCells): { readonly reached: number; readonly tried: number } {
  const fields = [...cells.values()].map((each) => fieldOf(each, false).mark);
  const tried = fields.filter((mark) => mark !== 'none');
  return { reached: tried.filter((mark) => mark !== 'bad').length, tried: tried.length };
}

function field(mark: Mark, text: string, title: string): MatrixField {
  return { mark, symbol: symbols[mark], text, title };
}

function markOf({ status }: ReachCell): Mark {
  if (status === 'OK') return 'good';
  if (status === 'LOSSY' || status === 'LARGE_LOST') return 'partly';
  return status === 'NO_ADDRESS' || status === 'NOT_RUNNING' || status === 'FAILED' ? 'none' : 'bad';
}

function described({ status, sent, received, rttMs }: ReachCell): string {
  const loss = status === 'LOSSY' ? ` ${sent - received} of ${sent}` : '';
  return `${words[status]}${loss}${rttMs == null ? '' : `, ${formatMs(rttMs)} ms`}`;
}

function formatMs(ms: number): string {
  return ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
