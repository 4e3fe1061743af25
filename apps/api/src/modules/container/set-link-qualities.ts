import { mostLinks, ok, type Result, setLinkQualities as setAll } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { limitsOfHosts, type LinkChange, refusalOf } from './set-link-quality.ts';

interface SetLinkQualities extends LinkChange {
  readonly labId: string;
  readonly links: readonly { readonly containerId: string; readonly networkId: string }[];
}

/** Sets the quality of several links in one step of the history. What one of their hosts can't give is refused for all. */
export async function setLinkQualities(
  { labId, ...input }: SetLinkQualities,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewerId = requireViewer(context).id;
  const ids = input.links.slice(0, mostLinks).map(({ containerId }) => containerId);
  const limits = await limitsOfHosts(input, ids, context);
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit(lab, tools) {
      const changed = setAll(lab, input, tools);
      return changed.ok ? (refusalOf(input, limits) ?? changed) : changed;
    },
  });
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
