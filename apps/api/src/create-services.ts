import { canonicalUsername } from '@pineapple/core';
import { hostPublisher, labPublisher } from '@pineapple/lab-lifecycle';
import { BackgroundWork } from './runtime/background-work.ts';
import { HostLinks } from '@pineapple/host-link';
import { Metrics } from './runtime/metrics.ts';
import { Authenticator } from './identity/authenticator.ts';
import { defaultAllowances, SignInGuard } from './identity/sign-in-guard.ts';
import { HostFeed } from './live-hosts/host-feed.ts';
import { Catalogue } from './live-lab/catalogue.ts';
import { HostStatus } from './live-hosts/host-status.ts';
import { LabAnnouncer } from './lab-editor/lab-announcer.ts';
import { LabEditor } from './lab-editor/lab-editor.ts';
import { LogReaders } from './live-hosts/log-readers.ts';
import { StatsFeeds } from './live-hosts/stats-feeds.ts';
import { HostTerminals } from './modules/terminal/host-terminals.ts';
import { LabViews } from './live-lab/lab-views.ts';
import { UserChannels } from './identity/user-channels.ts';
import type { Dependencies, Services } from './context/services.ts';

/** More than any lab needs, and few enough for one virtual machine's worth of links. */
const interfacesPerContainer = 16;

/** Puts together what use cases work with. */
export function createServices(dependencies: Dependencies): Services {
  const { config, stores, bus, applyLab, logger, makeLimiter } = dependencies;
  const clock = dependencies.clock ?? (() => new Date());
  const catalogue = new Catalogue(config.extraImages);
  const background = new BackgroundWork(logger);
  const userChannels = new UserChannels(bus, logger);
  const views = new LabViews({ ...stores, bus, logger, scene: { catalogue, clock } });
  const announcer = new LabAnnouncer(bus, applyLab, background);
  const metrics = new Metrics();
  const hostLinks = new HostLinks({
    open: dependencies.openHostStream,
    logger,
    counted: (change) => metrics.hostSession(change),
  });
  const { networksPerLab, containersPerLab, labsPerUser } = config.limits;
  const labLimits = { networksPerLab, containersPerLab, interfacesPerContainer };
  return {
    ...stores,
    bus,
    catalogue,
    labLimits,
    labsPerUser,
    operators: new Set(config.operators.map(canonicalUsername)),
    labMover: {
      ...stores,
      applyLab: (labId) => applyLab(labId),
      removeFrom: (labId, hostId) => applyLab(labId, hostId),
      publish: labPublisher(bus),
      now: clock,
    },
    hostFeed: new HostFeed({ bus, hosts: stores.hosts, logger }),
    publishHost: hostPublisher(bus),
    clock,
    logger,
    metrics,
    background,
    authenticator: new Authenticator({ ...stores, userChannels, clock, background }),
    signInGuard: new SignInGuard({ ...defaultAllowances, ...dependencies.allowances }, makeLimiter),
    userChannels,
    views,
    announcer,
    editor: new LabEditor({
      labs: stores.labs,
      hosts: new HostStatus(stores.hosts, clock),
      views,
      announcer,
      catalogue,
      limits: labLimits,
      clock,
    }),
    hostLinks,
    hostTerminals: new HostTerminals(hostLinks, logger),
    logReaders: new LogReaders(),
    statsFeeds: new StatsFeeds(hostLinks, logger),
  };
}
