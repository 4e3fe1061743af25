import { InvalidCursorError } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import { pageSize, toConnection } from '../../graphql/connections.ts';
import { requestError } from '../../context/request-errors.ts';
import { findLab } from './find-lab.ts';

interface Page {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/**
 * A page of the viewer's labs. The list comes from an index, which on AWS lags a little behind; the content comes from
 * the live labs.
 */
export async function listLabs({ first, after = null }: Page, context: RequestContext) {
  const viewer = requireViewer(context);
  const page = await readPage(viewer.id, pageSize(first, 20), after, context);
  const found = await Promise.all(page.labs.map(({ id }) => findLab(id, context)));
  const edges = found.flatMap((node, index) => {
    const cursor = page.cursors[index];
    return node === null || cursor === undefined ? [] : [{ cursor, node }];
  });
  return toConnection(edges, { ...page, after });
}

async function readPage(ownerId: string, first: number, after: string | null, { services }: RequestContext) {
  try {
    return await services.labs.listByOwner(ownerId, { first, after });
  } catch (error) {
    if (!(error instanceof InvalidCursorError)) throw error;
    throw requestError('BAD_USER_INPUT', "'after' is not a cursor of this list. Use one from its edges.");
  }
}
