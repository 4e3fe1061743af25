import { Repositories } from './modules/repository/repositories.ts';
import type { LabFiles } from '@pineapple/aws';
import type { ApiConfig } from '@pineapple/config';
import type {
  ApplyLabRequest,
  BuildImageRequest,
  BuildImageResponse,
  SaveSnapshotRequest,
  SaveSnapshotResponse,
} from '@pineapple/contracts';
import type { EventBus } from '@pineapple/event-bus';
import { HostLinks, type OpenHostStream } from '@pineapple/host-link';
import { hostPublisher, imagePublisher, labPublisher, snapshotPublisher } from '@pineapple/lab-lifecycle';
import type { Stores } from '@pineapple/store';
import type { Logger } from 'pino';
import type { Services } from './context/services.ts';
import { Authenticator } from './identity/authenticator.ts';
import { Operators } from './identity/operators.ts';
import { type MakeLimiter, SignInGuard, throttleAllowances } from './identity/sign-in-guard.ts';
import { UserChannels } from './identity/user-channels.ts';
import { LabAnnouncer } from './lab-editor/lab-announcer.ts';
import { Quotas } from './lab-editor/quotas.ts';
import { labSchemaPath } from './http/lab-schema-route.ts';
import { LabEditor } from './lab-editor/lab-editor.ts';
import { HostFeed } from './live-hosts/host-feed.ts';
import { HostStatus } from './live-hosts/host-status.ts';
import {
  buildReadersPerUser,
  contentChecksPerUser,
  fileTransfersPerUser,
  logReadersPerUser,
  reachChecksPerUser,
  ReaderCounts,
  tableReadersPerUser,
} from './live-hosts/reader-counts.ts';
import { StatsFeeds } from './live-hosts/stats-feeds.ts';
import { Catalogue } from './live-lab/catalogue.ts';
import { ownImagesOf } from './live-lab/available-images.ts';
import { LiveLabs } from './live-lab/live-labs.ts';
import { HostTerminals } from './live-hosts/host-terminals.ts';
import type { CaptureLimits } from './modules/capture/capture-limits.ts';
import type { PortLimits } from './modules/port/port-limits.ts';
import type { TerminalLimits } from './modules/terminal/terminal-limits.ts';
import { BackgroundWork } from './runtime/background-work.ts';
import { Metrics } from './runtime/metrics.ts';
import type { SocketLimits } from './sockets/socket-limits.ts';

/** Everything that the server depends on. */
export interface Dependencies {
  readonly config: Pick<
    ApiConfig,
    | 'publicUrl'
    | 'webDir'
    | 'trustProxy'
    | 'extraImages'
    | 'registries'
    | 'buildEgress'
    | 'operators'
    | 'gitSources'
    | 'signIn'
    | 'limits'
  >;
  readonly stores: Stores;
  readonly files: LabFiles;
  readonly bus: EventBus;
  /** Requests an apply of a lab, or the removal of its orphans from a host. Resolves when the request is queued. */
  readonly applyLab: (request: Pick<ApplyLabRequest, 'labId' | 'hostId' | 'removeFrom'>) => Promise<void>;
  /** Has apply-lab send a build to a host. */
  readonly sendBuild: (request: BuildImageRequest) => Promise<BuildImageResponse>;
  /** Has apply-lab tell the hosts of a lab to save it. */
  readonly sendSave: (request: SaveSnapshotRequest) => Promise<SaveSnapshotResponse>;
  /** Opens a byte stream to a host's agent, through Systems Manager. */
  readonly openHostStream: OpenHostStream;
  readonly logger: Logger;
  readonly makeLimiter: MakeLimiter;
  readonly clock?: () => Date;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly terminalLimits?: Partial<TerminalLimits>;
  readonly captureLimits?: Partial<CaptureLimits>;
  readonly portLimits?: Partial<PortLimits>;
  /** How long /readyz refuses before listeners close, so that load balancers notice. */
  readonly drainNoticeMs?: number;
}

/** More than any lab needs, and few enough links for one virtual machine. */
const interfacesPerContainer = 16;

/** Builds what resolvers and use cases work with. */
export function createServices(dependencies: Dependencies): Services {
  const { config, stores, bus, applyLab, logger, makeLimiter } = dependencies;
  const clock = dependencies.clock ?? (() => new Date());
  const catalogue = new Catalogue(config.extraImages);
  const background = new BackgroundWork(logger);
  const userChannels = new UserChannels(bus, logger);
  const liveLabs = new LiveLabs({ ...stores, bus, logger, environment: { catalogue, clock } });
  const announcer = new LabAnnouncer(bus, applyLab, background);
  const metrics = new Metrics();
  const hostLinks = new HostLinks({
    open: dependencies.openHostStream,
    logger,
    onSession: (change) => metrics.hostSession(change),
  });
  const { networksPerLab, containersPerLab, labsPerUser } = config.limits;
  const { memoryMbPerContainer, cpusPerContainer } = config.limits;
  const quotas = new Quotas({ usage: stores.usage, labs: stores.labs, limits: config.limits, clock });
  const labLimits = {
    ...{ networksPerLab, containersPerLab, interfacesPerContainer },
    ...{ memoryMbPerContainer, cpusPerContainer },
  };
  return {
    ...stores,
    files: dependencies.files,
    fileTransfers: new ReaderCounts(fileTransfersPerUser),
    repositories: new Repositories(config.gitSources),
    bus,
    catalogue,
    registries: config.registries,
    buildEgress: config.buildEgress,
    labLimits,
    labsPerUser,
    labSchemaUrl: new URL(labSchemaPath, config.publicUrl).href,
    quotas,
    operatorRoster: new Operators({ ...stores, listed: config.operators }),
    labMover: {
      ...stores,
      applyLab: (labId) => applyLab({ labId }),
      removeFrom: (labId, hostId) => applyLab({ labId, removeFrom: hostId }),
      publish: labPublisher(bus),
      now: clock,
    },
    hostFeed: new HostFeed({ bus, hosts: stores.hosts, logger }),
    publishHost: hostPublisher(bus),
    publishImage: imagePublisher(bus),
    sendBuild: dependencies.sendBuild,
    publishSnapshot: snapshotPublisher(bus),
    sendSave: dependencies.sendSave,
    clock,
    logger,
    metrics,
    background,
    authenticator: new Authenticator({ ...stores, userChannels, clock, background }),
    signInGuard: new SignInGuard(throttleAllowances(config.signIn), makeLimiter),
    userChannels,
    liveLabs,
    announcer,
    editor: new LabEditor({
      labs: stores.labs,
      hosts: new HostStatus(stores.hosts, clock),
      liveLabs,
      announcer,
      quotas,
      background,
      catalogue,
      ownImages: (ownerId) => ownImagesOf(ownerId, { ...stores, catalogue }),
      limits: labLimits,
      clock,
    }),
    hostLinks,
    hostTerminals: new HostTerminals(hostLinks, logger),
    buildReaders: new ReaderCounts(buildReadersPerUser),
    logReaders: new ReaderCounts(logReadersPerUser),
    tableReaders: new ReaderCounts(tableReadersPerUser),
    reachChecks: new ReaderCounts(reachChecksPerUser),
    contentChecks: new ReaderCounts(contentChecksPerUser),
    statsFeeds: new StatsFeeds(hostLinks, logger),
  };
}
