import type { OwnApi } from './own-api.ts';
import { ToolError } from './tool-error.ts';

/** The revision that an edit made, and the host that has to apply it; null for one that no host has yet. */
interface Edited {
  readonly revision: number;
  readonly hostId: string | null;
}

interface Apply {
  readonly revision: number;
  readonly hostId: string | null;
  readonly status: string;
  readonly errorOutput: string | null;
}

/** How an edit went. `none` means that no host has anything to do for it. */
export type Outcome = 'in force' | 'none' | 'late' | { readonly failure: string };

const applyFields = 'revision hostId status errorOutput';
const running: readonly string[] = ['PENDING', 'SENT', 'IN_PROGRESS'];
/** A host takes milliseconds; a lab that comes up meanwhile takes longer. */
const longestMs = 20_000;

/**
 * Edits a lab and waits until the host has applied that, at most 20 seconds.
 * @param before the lab as it was
 * @throws ToolError when the edit is refused
 */
export async function untilApplied(
  api: OwnApi,
  before: { readonly id: string; readonly revision: number },
  edit: () => Promise<Edited>,
): Promise<Outcome> {
  const until = AbortSignal.any([api.signal, AbortSignal.timeout(longestMs)]);
  const changes = api.subscribe<{ labChanges: { readonly apply?: Apply } }>(
    `subscription ($id: ID!) { labChanges(labId: $id) { ... on ApplyChanged { apply { ${applyFields} } } } }`,
    { id: before.id },
    until,
  );
  let edited: Edited | null = null;
  for await (const { labChanges } of changes) {
    let applies: readonly Apply[] = labChanges.apply ? [labChanges.apply] : [];
    // The first event comes at once: from then on none is missed.
    if (edited === null) {
      edited = await edit();
      if (edited.hostId === null || edited.revision === before.revision) return 'none';
      applies = await appliesOf(api, before.id);
    }
    const { revision, hostId } = edited;
    const over = applies.find(
      (each) => each.hostId === hostId && each.revision >= revision && !running.includes(each.status),
    );
    if (over?.status === 'SUCCESS') return 'in force';
    if (over) return { failure: over.errorOutput?.trim() || `The deployment ended with ${over.status}.` };
  }
  api.signal.throwIfAborted();
  if (edited === null)
    throw new ToolError('The lab can not be read now, so nothing was changed. Try again later.');
  return 'late';
}

async function appliesOf(api: OwnApi, id: string): Promise<readonly Apply[]> {
  const { lab } = await api.query<{ lab: { applies: readonly Apply[] } | null }>(
    `query ($id: ID!) { lab(id: $id) { applies(first: 10) { ${applyFields} } } }`,
    { id },
  );
  return lab?.applies ?? [];
}
