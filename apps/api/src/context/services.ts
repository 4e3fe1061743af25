import type { Repositories } from '../modules/repository/repositories.ts';
import type { LabFiles } from '@pineapple/aws';
import type { LabLimits } from '@pineapple/core';
import type { EventBus } from '@pineapple/event-bus';
import type { HostLinks } from '@pineapple/host-link';
import type { MoveLabsPorts, PublishHost, PublishImage, PublishSnapshot } from '@pineapple/lab-lifecycle';
import type {
  BuildImageRequest,
  BuildImageResponse,
  SaveSnapshotRequest,
  SaveSnapshotResponse,
} from '@pineapple/contracts';
import type { Stores } from '@pineapple/store';
import type { Logger } from 'pino';
import type { Authenticator } from '../identity/authenticator.ts';
import type { Operators } from '../identity/operators.ts';
import type { SignInGuard } from '../identity/sign-in-guard.ts';
import type { UserChannels } from '../identity/user-channels.ts';
import type { LabAnnouncer } from '../lab-editor/lab-announcer.ts';
import type { LabEditor } from '../lab-editor/lab-editor.ts';
import type { Quotas } from '../lab-editor/quotas.ts';
import type { HostFeed } from '../live-hosts/host-feed.ts';
import type { ReaderCounts } from '../live-hosts/reader-counts.ts';
import type { StatsFeeds } from '../live-hosts/stats-feeds.ts';
import type { Catalogue } from '../live-lab/catalogue.ts';
import type { LiveLabs } from '../live-lab/live-labs.ts';
import type { HostTerminals } from '../live-hosts/host-terminals.ts';
import type { BackgroundWork } from '../runtime/background-work.ts';
import type { Metrics } from '../runtime/metrics.ts';

/** What resolvers and use cases work with. */
export interface Services extends Stores {
  /** The contents of labs' files that are binary or large. */
  readonly files: LabFiles;
  readonly fileTransfers: ReaderCounts;
  readonly repositories: Repositories;
  readonly bus: EventBus;
  readonly catalogue: Catalogue;
  /** Where users may have images pulled from, such as `ghcr.io` or `docker.io/library`. */
  readonly registries: readonly string[];
  /** Whether hosts let builds reach the internet. */
  readonly buildEgress: boolean;
  readonly labLimits: LabLimits;
  /** The address of the JSON Schema of a lab.yaml. */
  readonly labSchemaUrl: string;
  readonly labsPerUser: number;
  readonly quotas: Quotas;
  readonly operatorRoster: Operators;
  readonly labMover: MoveLabsPorts;
  readonly hostFeed: HostFeed;
  readonly publishHost: PublishHost;
  readonly publishImage: PublishImage;
  /** Has a host build an image that is stored. */
  readonly sendBuild: (request: BuildImageRequest) => Promise<BuildImageResponse>;
  readonly publishSnapshot: PublishSnapshot;
  /** Has the hosts of a lab save it, for a stored snapshot. */
  readonly sendSave: (request: SaveSnapshotRequest) => Promise<SaveSnapshotResponse>;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly background: BackgroundWork;
  readonly authenticator: Authenticator;
  readonly signInGuard: SignInGuard;
  readonly userChannels: UserChannels;
  readonly liveLabs: LiveLabs;
  readonly announcer: LabAnnouncer;
  readonly editor: LabEditor;
  readonly hostLinks: HostLinks;
  readonly hostTerminals: HostTerminals;
  readonly logReaders: ReaderCounts;
  readonly buildReaders: ReaderCounts;
  readonly tableReaders: ReaderCounts;
  readonly reachChecks: ReaderCounts;
  readonly contentChecks: ReaderCounts;
  readonly statsFeeds: StatsFeeds;
}
