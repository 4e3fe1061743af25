import { parseId } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../context.ts';
import { requestError } from '../graphql/errors.ts';
import type { Subscription } from '../graphql/generated/schema-types.ts';
import { findView } from '../modules/lab/find-lab.ts';
import { ContainerReadinessSource } from './container-readiness-source.ts';
import type { EventSource } from './event-source.ts';
import { LabChangesSource } from './lab-changes-source.ts';
import type { LabView } from './lab-view.ts';
import { ViewerReadinessSource } from './viewer-readiness-source.ts';

/**
 * Checks that the caller may watch it, and returns how to open it: the source itself is shared by everyone
 * who asks the same. @throws NOT_FOUND
 */
export type OpenSource = (
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<() => Promise<EventSource>>;

type SubscriptionField = Exclude<keyof Subscription, '__typename'>;

const sources: Readonly<Record<SubscriptionField, OpenSource>> = {
  labChanges: async ({ labId }, context) => {
    const view = await visibleView(String(labId), `There is no lab '${shortId(labId)}'.`, context);
    return () => Promise.resolve(new LabChangesSource(view));
  },
  containerReadiness: async ({ containerId }, context) => {
    const id = String(containerId);
    const missing = `There is no container '${shortId(id)}'.`;
    const parsed = parseId(id);
    if (parsed?.kind !== 'container') throw requestError('NOT_FOUND', missing);
    const view = await visibleView(parsed.labId, missing, context);
    if (view.snapshot.container(id) === null) throw requestError('NOT_FOUND', missing);
    return () => Promise.resolve(new ContainerReadinessSource(view, id));
  },
  viewerReadiness: (_args, context) => {
    const { labs, views, userChannels, logger } = context.services;
    const viewerId = requireViewer(context).id;
    return Promise.resolve(() => ViewerReadinessSource.open({ viewerId, labs, views, userChannels, logger }));
  },
  containerLogs: () => Promise.reject(new Error('Logs can not be watched yet')),
  containerStats: () => Promise.reject(new Error('Stats can not be watched yet')),
};

export const subscriptionSources: Readonly<Record<string, OpenSource>> = sources;

async function visibleView(labId: string, missing: string, context: RequestContext): Promise<LabView> {
  const view = await findView(labId, context);
  if (view === null) throw requestError('NOT_FOUND', missing);
  return view;
}

function shortId(id: unknown): string {
  return String(id).slice(0, 60);
}
