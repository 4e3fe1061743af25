import type { ApiConfig } from '@pineapple/config';
import type { LabLimits } from '@pineapple/core';
import type { EventBus } from '@pineapple/event-bus';
import type { Stores } from '@pineapple/store';
import type { MoveLabPorts, PublishHost } from '@pineapple/lab-lifecycle';
import type { Logger } from 'pino';
import type { BackgroundWork } from '../runtime/background-work.ts';
import type { OpenHostStream, HostLinks } from '@pineapple/host-link';
import type { Metrics } from '../runtime/metrics.ts';
import type { Authenticator } from '../identity/authenticator.ts';
import type { MakeLimiter, SignInGuard, ThrottleAllowances } from '../identity/sign-in-guard.ts';
import type { HostFeed } from '../live-hosts/host-feed.ts';
import type { Catalogue } from '../live-lab/catalogue.ts';
import type { LabAnnouncer } from '../lab-editor/lab-announcer.ts';
import type { LabEditor } from '../lab-editor/lab-editor.ts';
import type { LogReaders } from '../live-hosts/log-readers.ts';
import type { StatsFeeds } from '../live-hosts/stats-feeds.ts';
import type { HostTerminals } from '../modules/terminal/host-terminals.ts';
import type { TerminalLimits } from '../modules/terminal/terminal-limits.ts';
import type { LabViews } from '../live-lab/lab-views.ts';
import type { UserChannels } from '../identity/user-channels.ts';

/** Everything the server is a function of. */
export interface Dependencies {
  readonly config: Pick<
    ApiConfig,
    'publicUrl' | 'webDir' | 'trustProxy' | 'extraImages' | 'operators' | 'limits'
  >;
  readonly stores: Stores;
  readonly bus: EventBus;
  /**
   * Asks for a lab to be brought about, or for what is left of it to be removed from a host; resolves when the request
   * is queued.
   */
  readonly applyLab: (labId: string, removeFrom?: string) => Promise<void>;
  /** Opens bytes to a host's agent, through Systems Manager. */
  readonly openHostStream: OpenHostStream;
  readonly logger: Logger;
  readonly makeLimiter: MakeLimiter;
  readonly clock?: () => Date;
  readonly allowances?: Partial<ThrottleAllowances>;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly terminalLimits?: Partial<TerminalLimits>;
  /** How long load balancers get to notice that /readyz says no, before listeners close. */
  readonly drainNoticeMs?: number;
}

export interface SocketLimits {
  readonly socketsPerUser: number;
  readonly anonymousSocketsPerAddress: number;
  readonly operationsPerSocket: number;
  readonly connectionInitMs: number;
  readonly keepAliveMs: number;
  /** Beyond this many unsent bytes a socket gets the latest state instead of every event. */
  readonly laggingBytes: number;
  /** A socket that doesn't catch up in this time is closed. */
  readonly laggingMs: number;
}

export const defaultSocketLimits: Omit<SocketLimits, 'socketsPerUser'> = {
  anonymousSocketsPerAddress: 20,
  operationsPerSocket: 100,
  connectionInitMs: 5_000,
  keepAliveMs: 25_000,
  laggingBytes: 1024 * 1024,
  laggingMs: 30_000,
};

/** What use cases and resolvers work with. */
export interface Services extends Stores {
  readonly bus: EventBus;
  readonly catalogue: Catalogue;
  readonly labLimits: LabLimits;
  readonly labsPerUser: number;
  /** Names of the users who look after the hosts. */
  readonly operators: ReadonlySet<string>;
  readonly labMover: MoveLabPorts;
  readonly hostFeed: HostFeed;
  readonly publishHost: PublishHost;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly background: BackgroundWork;
  readonly authenticator: Authenticator;
  readonly signInGuard: SignInGuard;
  readonly userChannels: UserChannels;
  readonly views: LabViews;
  readonly announcer: LabAnnouncer;
  readonly editor: LabEditor;
  readonly hostLinks: HostLinks;
  readonly hostTerminals: HostTerminals;
  readonly logReaders: LogReaders;
  readonly statsFeeds: StatsFeeds;
}
