import { fail, ok, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { type HostModel, toHostModel } from '../../live-hosts/host-model.ts';
import { requireOperator } from './require-operator.ts';

/** Cordons or uncordons a host. */
export async function cordonHost(
  hostId: string,
  cordoned: boolean,
  context: RequestContext,
): Promise<Result<HostModel, Failure>> {
  const operator = await requireOperator(context);
  const { hosts, clock, logger, background, publishHost } = context.services;
  const known = await hosts.setCordoned(hostId, cordoned);
  const host = known ? await hosts.get(hostId) : null;
  if (!host) return fail(noSuch('host', hostId));
  logger.info({ hostId, cordoned, operator: operator.id }, 'an operator cordoned or uncordoned a host');
  background.run('publish a changed host', () => publishHost(hostId));
  return ok(toHostModel(host, clock()));
}
