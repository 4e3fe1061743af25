import { z } from 'zod';
import { type RequestContext, requireViewer } from '../context/request-context.ts';
import { requestError } from '../context/request-errors.ts';
import type { Subscription } from '../graphql/generated/schema-types.ts';
import type { OpenSource, SubscriptionSource } from '../graphql/prepare-subscription.ts';
import { findLabOfContainer } from './container/find-container.ts';
import { HostChangesSource } from './host/host-changes-source.ts';
import { requireOperator } from './host/require-operator.ts';
import { findLiveLab } from './lab/find-lab.ts';
import { noSuch } from '../lab-editor/lab-edit.ts';
import { ContainerLogsSource, mostTail } from './logs/container-logs-source.ts';
import { buildReadersPerUser, logReadersPerUser } from '../live-hosts/reader-counts.ts';
import { readReachKind } from './reach/reach-arguments.ts';
import { ImageBuildSource } from './image/image-build-source.ts';
import { LinkRatesSource } from './rates/link-rates-source.ts';
import { ReachabilitySource } from './reach/reachability-source.ts';
import { findSnapshot } from './snapshot/open-snapshot.ts';
import { SnapshotSource } from './snapshot/snapshot-source.ts';
import { ContainerStatsSource } from './stats/container-stats-source.ts';
import { NetworkTablesSource } from './tables/network-tables-source.ts';
import { RoutingSessionsSource } from './tables/routing-sessions-source.ts';
import { tooManyTables } from './tables/table.resolvers.ts';
import { ContainerReadinessSource } from './container/container-readiness-source.ts';
import { LabChangesSource } from './lab/lab-changes-source.ts';
import type { LiveLab } from '../live-lab/live-lab.ts';
import { ViewerReadinessSource } from './container/viewer-readiness-source.ts';

type SubscriptionField = Exclude<keyof Subscription, '__typename'>;

const labChanges: OpenSource = async ({ labId }, context) => {
  const liveLab = await visibleLab(String(labId), context);
  return () => Promise.resolve(new LabChangesSource(liveLab));
};

const containerReadiness: OpenSource = async ({ containerId }, context) => {
  const id = String(containerId);
  const liveLab = await visibleContainer(id, context);
  return () => Promise.resolve(new ContainerReadinessSource(liveLab, id));
};

const viewerReadiness: OpenSource = (_args, context) => {
  const { labs, liveLabs, userChannels, logger } = context.services;
  const viewerId = requireViewer(context).id;
  return Promise.resolve(() =>
    ViewerReadinessSource.open({ viewerId, labs, liveLabs, userChannels, logger }),
  );
};

const hostChanges: OpenSource = async (_args, context) => {
  await requireOperator(context);
  const { hostFeed, clock } = context.services;
  return () => HostChangesSource.open(hostFeed, clock);
};

const containerLogs: OpenSource = async ({ containerId, tail, since }, context) => {
  const id = String(containerId);
  const viewerId = requireViewer(context).id;
  const range = logRange.safeParse({ tail, since: since ?? null });
  if (!range.success) throw requestError('BAD_USER_INPUT', range.error.issues[0]?.message ?? 'Bad range.');
  const liveLab = await visibleContainer(id, context);
  const { hostLinks: links, logReaders, logger } = context.services;
  if (!logReaders.hasRoom(viewerId)) {
    const message = `You follow ${logReadersPerUser} logs, which is the limit. Close some first.`;
    throw requestError('RATE_LIMITED', message);
  }
  const enter = (): (() => void) => logReaders.enter(viewerId);
  return (outbox) =>
    Promise.resolve(
      new ContainerLogsSource({ liveLab, containerId: id, ...range.data, links, logger, outbox, enter }),
    );
};

const containerStats: OpenSource = async ({ containerId }, context) => {
  const id = String(containerId);
  const liveLab = await visibleContainer(id, context);
  const { statsFeeds } = context.services;
  return () => Promise.resolve(new ContainerStatsSource(liveLab, id, statsFeeds));
};

const networkTables: OpenSource = async ({ containerId }, context) => {
  const id = String(containerId);
  const viewerId = requireViewer(context).id;
  const liveLab = await visibleContainer(id, context);
  const { hostLinks: links, tableReaders, logger } = context.services;
  if (!tableReaders.hasRoom(viewerId)) throw tooManyTables();
  const enter = (): (() => void) => tableReaders.enter(viewerId);
  return (outbox) =>
    Promise.resolve(new NetworkTablesSource({ liveLab, containerId: id, links, logger, outbox, enter }));
};

const checkReachability: OpenSource = async ({ labId, ipVersion, tcpPort }, context) => {
  const viewerId = requireViewer(context).id;
  const read = readReachKind({ ipVersion, tcpPort });
  if ('issues' in read)
    throw requestError('BAD_USER_INPUT', read.issues.map(({ message }) => message).join(' '));
  const liveLab = await visibleLab(String(labId), context);
  const { hostLinks: links, reachChecks, logger } = context.services;
  const enter = () => (reachChecks.hasRoom(viewerId) ? reachChecks.enter(viewerId) : null);
  return () => Promise.resolve(new ReachabilitySource({ liveLab, kind: read.kind, links, logger, enter }));
};

const linkRates: OpenSource = async ({ labId }, context) => {
  const liveLab = await visibleLab(String(labId), context);
  const { hostLinks: links, logger } = context.services;
  return () => Promise.resolve(new LinkRatesSource({ liveLab, links, logger }));
};

const routingSessions: OpenSource = async ({ labId }, context) => {
  const liveLab = await visibleLab(String(labId), context);
  const { hostLinks: links, logger } = context.services;
  return () => Promise.resolve(new RoutingSessionsSource({ liveLab, links, logger }));
};

const imageBuild: OpenSource = async ({ name }, context) => {
  const viewerId = requireViewer(context).id;
  const { images, hostLinks: links, buildReaders, userChannels, clock, logger } = context.services;
  const image = await images.get(viewerId, String(name));
  if (image === null) throw requestError('NOT_FOUND', noSuch('image', String(name)).message);
  if (!buildReaders.hasRoom(viewerId)) {
    const message = `You follow ${buildReadersPerUser} builds, which is the limit. Close some first.`;
    throw requestError('RATE_LIMITED', message);
  }
  const enter = (): (() => void) => buildReaders.enter(viewerId);
  return () => ImageBuildSource.open({ image, images, links, userChannels, clock, logger, enter });
};

const snapshot: OpenSource = async ({ id }, context) => {
  const { snapshots, userChannels, clock, logger } = context.services;
  const found = await findSnapshot(String(id), context);
  if (found === null) throw requestError('NOT_FOUND', noSuch('snapshot', String(id)).message);
  return () => SnapshotSource.open({ snapshot: found, snapshots, userChannels, clock, logger });
};

/** The source of every subscription in the schema. */
export const subscriptionSources = {
  labChanges: { open: labChanges },
  containerReadiness: { open: containerReadiness },
  viewerReadiness: { open: viewerReadiness },
  hostChanges: { open: hostChanges },
  containerLogs: { open: containerLogs, unshared: true },
  containerStats: { open: containerStats },
  networkTables: { open: networkTables, unshared: true },
  linkRates: { open: linkRates },
  routingSessions: { open: routingSessions },
  imageBuild: { open: imageBuild, unshared: true },
  snapshot: { open: snapshot, unshared: true },
  checkReachability: { open: checkReachability },
} satisfies Readonly<Record<SubscriptionField, SubscriptionSource>>;

const logRange = z.object({
  tail: z.int().min(0, 'tail is at least 0.').max(mostTail, `tail is at most ${mostTail}.`),
  since: z.iso.datetime({ error: 'since is a time such as 2026-01-31T12:00:00.000Z.' }).nullable(),
});

async function visibleLab(labId: string, context: RequestContext): Promise<LiveLab> {
  const liveLab = await findLiveLab(labId, context);
  if (liveLab === null) throw requestError('NOT_FOUND', noSuch('lab', labId).message);
  return liveLab;
}

async function visibleContainer(containerId: string, context: RequestContext): Promise<LiveLab> {
  const liveLab = await findLabOfContainer(containerId, context);
  if (liveLab === null) throw requestError('NOT_FOUND', noSuch('container', containerId).message);
  return liveLab;
}
