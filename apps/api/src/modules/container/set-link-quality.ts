import {
  describeLimits,
  fail,
  type Impairment,
  kindsIn,
  type LinkLimit,
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

/** What is left out stays, but for an outage. */
export interface LinkChange {
  readonly linkUp?: boolean;
  readonly toContainer?: Impairment;
  readonly fromContainer?: Impairment;
  readonly outage?: Omit<LinkOutage, 'since'>;
}

interface SetLinkQuality extends LinkChange {
  readonly containerId: string;
  readonly networkId: string;
}

/** Sets the quality of an interface's link. What the container's host can't give is refused before anything changes. */
export async function setLinkQuality(
  input: SetLinkQuality,
  context: RequestContext,
): Promise<Result<{ readonly container: ContainerModel; readonly interface: InterfaceModel }, Failure>> {
  const { containerId, networkId } = input;
  const limits = await limitsOfHosts(input, [containerId], context);
  const edited = await editNode('container', containerId, context, (lab, tools) => {
    const changed = set(lab, input, tools);
    return changed.ok ? (refusalOf(input, limits) ?? changed) : changed;
  });
  const container = editedContainer(edited);
  if (!container.ok) return container;
  const link = container.value.interfaces.find(({ network }) => network.id === networkId);
  if (link === undefined)
    throw new Error(`Container ${containerId} lacks the interface that was just changed`);
  return ok({ container: container.value, interface: link });
}

/** Why hosts can't give links what they get; null if they can. */
export function refusalOf(
  // The direction that is not given may have come from another host.
  { toContainer = noImpairment, fromContainer = noImpairment }: LinkChange,
  limits: readonly LinkLimit[],
) {
  const refusal = describeLimits(limitsMet({ ...perfectLink, toContainer, fromContainer }, limits));
  return refusal === null
    ? null
    : fail({ kind: 'host' as const, message: `${refusal} Nothing was changed.` });
}

/**
 * What the hosts of containers can't give links. None of those that are not placed yet: their host says so when they start. Nothing is
 * read for a change that every host can make.
 */
export async function limitsOfHosts(
  { toContainer = noImpairment, fromContainer = noImpairment }: LinkChange,
  containerIds: readonly string[],
  context: RequestContext,
): Promise<readonly LinkLimit[]> {
  if (kindsIn(toContainer).length + kindsIn(fromContainer).length === 0) return [];
  const [first] = containerIds;
  const liveLab = first === undefined ? null : await findLabOfContainer(first, context);
  const hostIds = new Set(containerIds.flatMap((id) => liveLab?.snapshot.container(id)?.hostId ?? []));
  const hosts = await Promise.all([...hostIds].map((id) => context.hosts.load(id)));
  return hosts.flatMap((host) => host?.linkLimits ?? []);
}
