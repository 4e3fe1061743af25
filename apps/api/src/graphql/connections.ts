import { requestError } from '../context/request-errors.ts';

const largestPage = 100;

/** Checks the requested number of items on a page. @throws BAD_USER_INPUT */
export function pageSize(first: number | null | undefined, fallback: number, largest = largestPage): number {
  const size = first ?? fallback;
  if (size >= 1 && size <= largest) return size;
  throw requestError('BAD_USER_INPUT', `'first' is ${size}. Choose 1 to ${largest}.`);
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page as a Relay connection. */
export function toConnection<T>(
  edges: Edge<T>[],
  { hasNextPage, after, totalCount }: { hasNextPage: boolean; after: string | null; totalCount: number },
) {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
