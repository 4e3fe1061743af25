import { moveLab } from '@pineapple/lab-lifecycle';
import { ok, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { cordonHost } from './cordon-host.ts';
import type { HostModel } from '../../live-hosts/host-model.ts';

/** Labs that move in parallel. Each costs a few writes and a command. */
const atOnce = 8;

/** Cordons a host and recreates its labs on other hosts. Safe to repeat. */
export async function drainHost(
  hostId: string,
  context: RequestContext,
): Promise<Result<{ host: HostModel; movedLabs: number }, Failure>> {
  const cordoned = await cordonHost(hostId, true, context);
  if (!cordoned.ok) return cordoned;
  const { labs, labMover, background, publishHost } = context.services;
  const waiting = (await labs.listByHost(hostId)).filter(({ deletedAt }) => deletedAt === null);
  let movedLabs = 0;
  const worker = async (): Promise<void> => {
    for (let lab = waiting.pop(); lab; lab = waiting.pop()) {
      if (await moveLab(labMover, lab.id, hostId)) movedLabs += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  background.run('publish a drained host', () => publishHost(hostId));
  return ok({ host: cordoned.value, movedLabs });
}
