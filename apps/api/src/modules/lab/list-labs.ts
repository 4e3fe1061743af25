import type { Lab } from '@pineapple/core';
import { InvalidCursorError, type LabPageOptions } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import { pageSize, toConnection } from '../../graphql/connections.ts';
import { requestError } from '../../context/request-errors.ts';
import { findLab } from './find-lab.ts';

interface Page {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly search?: string | null | undefined;
  readonly folder?: string | null | undefined;
}

/**
 * A page of the viewer's labs. The list comes from an index, which on AWS lags a little behind; the content comes from
 * the live labs.
 */
export async function listLabs({ first, after = null, search, folder }: Page, context: RequestContext) {
  const viewer = requireViewer(context);
  const matches = matcher(search?.trim() ?? '', folder ?? null);
  const page = await readPage(viewer.id, { first: pageSize(first, 20), after, ...matches }, context);
  const found = await Promise.all(page.labs.map(({ id }) => findLab(id, context)));
  const edges = found.flatMap((node, index) => {
    const cursor = page.cursors[index];
    return node === null || cursor === undefined ? [] : [{ cursor, node }];
  });
  return toConnection(edges, { ...page, after });
}

/** The folders of the viewer's labs, by name. */
export async function listFolders(context: RequestContext): Promise<string[]> {
  const viewer = requireViewer(context);
  const all = { first: Number.POSITIVE_INFINITY, after: null, matches: ({ folder }: Lab) => folder !== '' };
  const { labs } = await context.services.labs.listByOwner(viewer.id, all);
  return [...new Set(labs.map(({ folder }) => folder))].sort((a, b) => a.localeCompare(b));
}

function matcher(search: string, folder: string | null): { readonly matches?: (lab: Lab) => boolean } {
  if (search === '' && folder === null) return {};
  const wanted = search.toLocaleLowerCase();
  return {
    matches: (lab) =>
      (folder === null || lab.folder === folder) &&
      [lab.name, lab.folder].some((text) => text.toLocaleLowerCase().includes(wanted)),
  };
}

async function readPage(ownerId: string, options: LabPageOptions, { services }: RequestContext) {
  try {
    return await services.labs.listByOwner(ownerId, options);
  } catch (error) {
    if (!(error instanceof InvalidCursorError)) throw error;
    throw requestError('BAD_USER_INPUT', "'after' is not a cursor of this list. Use one from its edges.");
  }
}
