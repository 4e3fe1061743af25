import { moveLabs } from '@pineapple/lab-lifecycle';
import { ok, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { cordonHost } from './cordon-host.ts';
import type { HostModel } from '../../live-hosts/host-model.ts';

/** Cordons a host and recreates its labs on other hosts. Safe to repeat. */
export async function drainHost(
  hostId: string,
  context: RequestContext,
): Promise<Result<{ host: HostModel; movedLabs: number }, Failure>> {
  const cordoned = await cordonHost(hostId, true, context);
  if (!cordoned.ok) return cordoned;
  const { labMover, background, publishHost } = context.services;
  const movedLabs = await moveLabs(labMover, hostId);
  background.run('publish a drained host', () => publishHost(hostId));
  return ok({ host: cordoned.value, movedLabs });
}
