import { fail, ok, type Result } from '@pineapple/core';
import { moveLab } from '@pineapple/lab-lifecycle';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { findLiveLab } from '../lab/find-lab.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { findLabHosts } from './lab-hosts.ts';
import { hostCondition } from '../../live-hosts/host-model.ts';

/** Recreates a lab on other hosts, at its owner's request, when one of its hosts is lost. */
export async function moveLostLab(
  labId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  requireViewer(context);
  const { services } = context;
  const liveLab = await findLiveLab(labId, context);
  if (liveLab === null) return fail(noSuch('lab', labId));
  const hosts = await findLabHosts(labId, services);
  const lost = await firstLost(hosts, context);
  if (lost === null) {
    const answering = hosts.length > 1 ? "The lab's hosts answer" : "The lab's host answers";
    const state = hosts.length === 0 ? 'The lab is being placed on a host' : answering;
    const message = `${state}, so the lab need not move. Nothing was changed.`;
    return fail({ kind: 'conflict', message });
  }
  const moved = await moveLab(services.labMover, labId, lost);
  if (moved) liveLab.saved(moved);
  for (const hostId of hosts)
    services.background.run('publish a changed host', () => services.publishHost(hostId));
  return ok(liveLab.snapshot);
}

async function firstLost(hostIds: readonly string[], context: RequestContext): Promise<string | null> {
  const now = context.services.clock();
  const hosts = await context.hosts.loadMany(hostIds);
  const index = hosts.findIndex((host) => {
    if (host instanceof Error) throw host;
    return hostCondition(host, now).state === 'LOST';
  });
  return hostIds[index] ?? null;
}
