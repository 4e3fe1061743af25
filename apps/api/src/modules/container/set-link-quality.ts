import {
  describeLimits,
  fail,
  type Impairment,
  type LinkOutage,
  limitsMet,
  noImpairment,
  ok,
  perfectLink,
  type Result,
  setLinkQuality as set,
} from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel, InterfaceModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';
import { findLabOfContainer } from './find-container.ts';

interface SetLinkQuality {
  readonly containerId: string;
  readonly networkId: string;
  readonly linkUp?: boolean;
  readonly toContainer?: Impairment;
  readonly fromContainer?: Impairment;
  readonly outage?: Omit<LinkOutage, 'since'>;
}

/** Sets the quality of an interface's link. What the container's host can't give is refused before anything changes. */
export async function setLinkQuality(
  input: SetLinkQuality,
  context: RequestContext,
): Promise<Result<{ readonly container: ContainerModel; readonly interface: InterfaceModel }, Failure>> {
  const { containerId, networkId } = input;
  const limits = await limitsOfHost(containerId, context);
  const edited = await editNode('container', containerId, context, (lab, tools) => {
    const changed = set(lab, input, tools);
    if (!changed.ok) return changed;
    // The direction that is not given may have come from another host.
    const { toContainer = noImpairment, fromContainer = noImpairment } = input;
    const given = { ...perfectLink, toContainer, fromContainer };
    const refusal = describeLimits(limitsMet(given, limits));
    return refusal === null ? changed : fail({ kind: 'host', message: `${refusal} Nothing was changed.` });
  });
  const container = editedContainer(edited);
  if (!container.ok) return container;
  const link = container.value.interfaces.find(({ network }) => network.id === networkId);
  if (link === undefined)
    throw new Error(`Container ${containerId} lacks the interface that was just changed`);
  return ok({ container: container.value, interface: link });
}

/** None if it is not placed yet: its host says so when it starts. */
async function limitsOfHost(containerId: string, context: RequestContext) {
  const liveLab = await findLabOfContainer(containerId, context);
  const hostId = liveLab?.snapshot.container(containerId)?.hostId ?? null;
  const host = hostId === null ? null : await context.hosts.load(hostId);
  return host?.linkLimits ?? [];
}
