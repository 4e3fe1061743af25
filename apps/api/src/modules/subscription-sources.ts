import { z } from 'zod';
import { type RequestContext, requireViewer } from '../context/request-context.ts';
import { requestError } from '../context/request-errors.ts';
import type { Subscription } from '../graphql/generated/schema-types.ts';
import { findContainerView } from './container/find-container.ts';
import { HostChangesSource } from './host/host-changes-source.ts';
import { requireOperator } from './host/require-operator.ts';
import { findView } from './lab/find-lab.ts';
import { noSuch } from '../lab-editor/lab-edit.ts';
import { ContainerLogsSource, mostTail } from './logs/container-logs-source.ts';
import { logReadersPerUser } from '../live-hosts/log-readers.ts';
import { ContainerStatsSource } from './stats/container-stats-source.ts';
import { ContainerReadinessSource } from './container/container-readiness-source.ts';
import type { EventSource } from '../sockets/event-source.ts';
import { LabChangesSource } from './lab/lab-changes-source.ts';
import type { LabView } from '../live-lab/lab-view.ts';
import type { SocketOutbox } from '../sockets/socket-outbox.ts';
import { ViewerReadinessSource } from './container/viewer-readiness-source.ts';

/**
 * Checks that the caller may watch it, and returns how to open it: the source itself is shared by everyone
 * who asks the same. @throws NOT_FOUND, FORBIDDEN
 */
export type OpenSource = (
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<(outbox: SocketOutbox) => Promise<EventSource>>;

type SubscriptionField = Exclude<keyof Subscription, '__typename'>;

const sources: Readonly<Record<SubscriptionField, OpenSource>> = {
  labChanges: async ({ labId }, context) => {
    const view = await visibleLab(String(labId), context);
    return () => Promise.resolve(new LabChangesSource(view));
  },
  containerReadiness: async ({ containerId }, context) => {
    const id = String(containerId);
    const view = await visibleContainer(id, context);
    return () => Promise.resolve(new ContainerReadinessSource(view, id));
  },
  viewerReadiness: (_args, context) => {
    const { labs, views, userChannels, logger } = context.services;
    const viewerId = requireViewer(context).id;
    return Promise.resolve(() => ViewerReadinessSource.open({ viewerId, labs, views, userChannels, logger }));
  },
  hostChanges: async (_args, context) => {
    requireOperator(context);
    const { hostFeed, clock } = context.services;
    return () => HostChangesSource.open(hostFeed, clock);
  },
  containerLogs: async ({ containerId, tail, since }, context) => {
    const id = String(containerId);
    const viewerId = requireViewer(context).id;
    const range = logRange.safeParse({ tail, since: since ?? null });
    if (!range.success) throw requestError('BAD_USER_INPUT', range.error.issues[0]?.message ?? 'Bad range.');
    const view = await visibleContainer(id, context);
    const { hostLinks: links, logReaders, logger } = context.services;
    if (!logReaders.hasRoom(viewerId)) {
      const message = `You read ${logReadersPerUser} logs, as many as you may at once. Close some first.`;
      throw requestError('RATE_LIMITED', message);
    }
    const enter = (): (() => void) => logReaders.enter(viewerId);
    return (outbox) =>
      Promise.resolve(
        new ContainerLogsSource({ view, containerId: id, ...range.data, links, logger, outbox, enter }),
      );
  },
  containerStats: async ({ containerId }, context) => {
    const id = String(containerId);
    const view = await visibleContainer(id, context);
    const { statsFeeds } = context.services;
    return () => Promise.resolve(new ContainerStatsSource(view, id, statsFeeds));
  },
};

const logRange = z.object({
  tail: z.int().min(0, 'tail is at least 0.').max(mostTail, `tail is at most ${mostTail}.`),
  since: z.iso.datetime({ error: 'since is a moment as 2026-01-31T12:00:00.000Z.' }).nullable(),
});

/** Those that begin with what is long past: whoever comes later would not get that from those who are there. */
export const unsharedSubscriptions: ReadonlySet<string> = new Set<SubscriptionField>(['containerLogs']);

export const subscriptionSources: Readonly<Record<string, OpenSource>> = sources;

async function visibleLab(labId: string, context: RequestContext): Promise<LabView> {
  const view = await findView(labId, context);
  if (view === null) throw requestError('NOT_FOUND', noSuch('lab', labId).message);
  return view;
}

async function visibleContainer(containerId: string, context: RequestContext): Promise<LabView> {
  const view = await findContainerView(containerId, context);
  if (view === null) throw requestError('NOT_FOUND', noSuch('container', containerId).message);
  return view;
}
