import { dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { hostEventSource } from '@pineapple/contracts';
import type { Logger } from 'pino';
import { BuildNetworks } from './builds/build-networks.ts';
import { ImageBuilds } from './builds/image-builds.ts';
import { BringUps } from './containers/bring-up.ts';
import type { ContainerPolicy } from './containers/container-request.ts';
import { ResourceKeeper } from './containers/limits/container-resources.ts';
import { CpuShares } from './containers/limits/cpu-shares.ts';
import type { StoredFiles } from './containers/file-contents.ts';
import { Gates } from './containers/gate/gates.ts';
import { HostContainers } from './containers/host-containers.ts';
import { ImageFactsCache } from './containers/image-facts.ts';
import { LabNames } from './containers/names/lab-names.ts';
import { PacketRings } from './containers/limits/packet-rings.ts';
import { readonlyPaths } from './containers/protected-paths.ts';
import { WarmContainers } from './containers/warm/warm-containers.ts';
import { WarmPool } from './containers/warm/warm-pool.ts';
import { WarmRecords } from './containers/warm/warm-records.ts';
import { serveControl } from './control/control-server.ts';
import type { EngineInfo } from './docker/docker-answers.ts';
import { DockerClient } from './docker/docker-client.ts';
import { DockerConnection } from './docker/docker-connection.ts';
import { DockerTransport } from './docker/docker-transport.ts';
import { type HostAbilities, readAbilities } from './docker/host-abilities.ts';
import { hostRulesScope } from './network/egress/host-rules.ts';
import { LabNetworks } from './network/lab-networks.ts';
import { LinkTraffic } from './network/traffic/link-traffic.ts';
import { LabOverlays } from './network/overlay/lab-overlays.ts';
import { Underlay } from './network/overlay/underlay.ts';
import { concernsHeld } from './reconcile/held-containers.ts';
import { LabApplier } from './reconcile/lab-applier.ts';
import { LabRetries } from './reconcile/lab-retries.ts';
import { LabReconciler } from './reconcile/lab-reconciler.ts';
import { Resync } from './reconcile/resync.ts';
import { StepLimits } from './reconcile/step-limits.ts';
import { stopLabs } from './reconcile/stop-labs.ts';
import { measureCapacity } from './report/host-capacity.ts';
import { HostReports } from './report/host-reports.ts';
import { type PutHostEvents, Reporter } from './report/reporter.ts';
import { Sequence } from './report/sequence.ts';
import { SnapshotSaves } from './snapshots/snapshot-saves.ts';
import { Journal } from './state/journal.ts';
import { LabRegistry } from './state/lab-registry.ts';
import { openStreams } from './streams/streams.ts';
import type { TerminalLimits } from './streams/terminals/terminals.ts';
import { SharedTables } from './system/shared-tables.ts';
import { Upgrade } from './upgrade/upgrade.ts';
import { closeServer } from './system/socket-server.ts';
import { ContainerFollower } from './watch/container-follower.ts';
import { EventRouter } from './watch/event-router.ts';

interface AgentOptions {
  readonly hostId: string;
  /** The EventBridge source of its reports; null for the one that its id gives. */
  readonly eventSource: string | null;
  readonly stateDir: string;
  readonly socketPath: string;
  readonly streamsSocketPath: string;
  readonly terminals: TerminalLimits;
  readonly dockerHost: string;
  /** Tells the agents on one machine apart. */
  readonly scope: string;
  readonly uplinkPool: string;
  /** The address at which other hosts reach this one; null for the source address of the default route. */
  readonly underlayAddress: string | null;
  readonly dnsServers: readonly string[];
  readonly containerLimits: Pick<ContainerPolicy, 'memoryMb' | 'cpus' | 'pids'> & {
    /** Size of a container's writable layer, where the engine can limit it. */
    readonly diskGb: number;
  };
  /** The maximum number of lab containers on this host. */
  readonly mostContainers: number;
  /** The maximum number of containers in the warm pool. Zero turns it off. */
  readonly warmContainers: number;
  /** Whether builds of Dockerfiles reach the internet, by the rules of networks with egress. */
  readonly buildEgress: boolean;
  /** Whether the labs' containers stop with the agent, and start again with it. */
  readonly stopLabsOnExit: boolean;
}

interface Agent {
  /** Stops the agent once the steps under way have ended. */
  close(): Promise<void>;
}

/**
 * Starts the agent.
 * @throws Error when this process may not make networks: that takes root on Linux
 */
export async function startAgent(
  options: AgentOptions,
  put: PutHostEvents,
  storedFiles: StoredFiles,
  log: Logger,
): Promise<Agent> {
  requireRoot();
  const { hostId, stateDir, containerLimits } = options;
  const source = options.eventSource ?? hostEventSource(hostId);
  const { diskGb, ...otherLimits } = containerLimits;
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await mkdir(dirname(options.socketPath), { recursive: true, mode: 0o700 });

  const docker = new DockerClient(new DockerTransport(options.dockerHost));
  const images = new ImageFactsCache(docker);
  const registry = await LabRegistry.open(stateDir, log);
  const sequence = await Sequence.open(join(stateDir, 'sequence'));
  const limits = new StepLimits();
  const reporter = new Reporter({ hostId, source, put, busy: () => limits.waiting > 0, sequence, log });
  let engine: EngineInfo | null = null;
  const underlay = new Underlay(options.underlayAddress);
  const traffic = await LinkTraffic.open(log);
  const hostReports = new HostReports(reporter, {
    capacity: () => {
      const usage = { mostContainers: options.mostContainers, ...registry.count() };
      return engine ? measureCapacity(engine, usage) : null;
    },
    underlayAddress: () => underlay.address(),
    linkLimits: () => traffic.limits,
  });
  const journal = new Journal(hostId, registry, reporter);

  let abilities: HostAbilities = { diskLimit: false, limitations: [] };
  const scope = hostRulesScope(options.scope, options.uplinkPool, options.dnsServers);
  const overlays = await LabOverlays.open({
    ...{ stateDir, log, underlay: () => underlay.link() },
    scope: { table: `${scope.table}_overlay`, linkPrefix: scope.linkPrefix },
    wanted: (labId, networkId) => registry.get(labId)?.network(networkId)?.overlay ?? null,
  });
  const networks = await LabNetworks.open({ ...options, overlays, log });
  await networks.healAll();
  const tables = new SharedTables(log);
  await tables.raise(options.mostContainers);
  const rings = await PacketRings.open(scope.table);
  if (rings.limitation) log.warn(rings.limitation);
  const shares = new CpuShares(log);
  const gates = await Gates.open(stateDir);
  const warmRecords = await WarmRecords.open(stateDir, log);
  const hostContainers = new HostContainers(docker, warmRecords, hostId);
  const names = new LabNames({ gates, hostContainers, log });
  const paths = await readonlyPaths();
  const policy = (): ContainerPolicy => ({
    hostId,
    ...otherLimits,
    readonlyPaths: paths,
    diskGb: abilities.diskLimit ? diskGb : null,
  });
  const resources = new ResourceKeeper({ docker, limits: policy, journal, log });
  const bringUps = new BringUps({
    storedFiles,
    docker,
    networks,
    traffic,
    gates,
    hostContainers,
    warmRecords,
    names,
    shares,
    resources,
    rings,
    journal,
    log,
  });
  const follower = new ContainerFollower({
    ...{ docker, journal, bringUps, log },
    memoryMb: containerLimits.memoryMb,
    onSettled: () => warmPool.schedule(),
    onClaimed: (containerId) => streams.claimed(containerId),
  });

  const warmPool = new WarmPool({
    containers: new WarmContainers({ docker, images, gates, records: warmRecords, policy }),
    records: warmRecords,
    most: options.warmContainers,
    labsBusy: () => limits.isBusy || registry.isWaiting,
    log,
  });
  limits.observe({ busy: () => warmPool.pause(), quiet: () => warmPool.schedule() });
  const builds = new ImageBuilds({
    ...{ docker, images, hostId, log },
    files: storedFiles,
    diskGb: () => policy().diskGb,
    networks: options.buildEgress ? await BuildNetworks.open(networks, stateDir, log) : null,
    report: (built) => reporter.imageBuilt(built),
    onSettled: (reference) => {
      for (const { labId, desired } of registry.present())
        if (desired.builds?.some((build) => build.reference === reference)) reconcile(labId, false);
    },
  });
  const saves = await SnapshotSaves.open({
    ...{ docker, registry, hostContainers, stateDir, log },
    store: storedFiles,
    report: (saved) => reporter.contentsSaved(saved),
  });
  const retries = new LabRetries(
    (labId) => reconcile(labId, false),
    () => hostReports.recovered(),
  );
  const reconciler = new LabReconciler({
    ...{ docker, images, builds, journal, policy, registry, follower, names, reporter, limits, log },
    ...{ networks, traffic, gates, bringUps, hostContainers, warmPool, shares, resources },
    dockerDown: () => connection.down,
    retries,
  });
  const applier = new LabApplier(registry, reconciler);
  const reconcile = (labId: string, deep: boolean): void => {
    applier
      .reconcile(labId, deep)
      .catch((error: unknown) => log.error({ err: error, labId }, 'could not reconcile a lab'));
  };
  journal.observe((state, containerId) => {
    if (concernsHeld(state, containerId)) reconcile(state.labId, false);
  });
  const router = new EventRouter({
    ...{ hostContainers, registry, journal, follower, images, log },
    onDrift: (labId) => reconcile(labId, false),
  });
  const upgrade = await Upgrade.open({
    ...{ hostId, stateDir, docker, images, gates, registry, policy, log },
    driver: options.scope,
  });
  const resync = new Resync({ hostContainers, registry, journal, networks, log });
  const connection = new DockerConnection(
    docker,
    {
      onUp: async (version) => {
        images.clear();
        engine = await docker.info();
        abilities = await readAbilities(engine);
        const own = [rings.limitation, traffic.limitation].filter((each) => each !== null);
        hostReports.up(version, [...abilities.limitations, ...own]);
        await networks.refreshHostRules();
        await upgrade.run();
        await resync.run();
        await Promise.all([warmPool.dockerUp(), builds.dockerUp(), saves.dockerUp()]);
        streams.dockerUp();
        for (const { labId } of registry.present()) reconcile(labId, true);
      },
      onEvent: (event) => {
        router.route(event);
        streams.handleEvent(event);
        warmPool.handleEvent(event);
      },
      onDown: (reason) => {
        hostReports.down(reason);
        resync.dockerLost(reason);
        warmPool.dockerDown();
      },
    },
    log,
  );
  const streams = await openStreams({
    ...{
      hostId,
      docker,
      hostContainers,
      registry,
      follower,
      stateDir,
      builds,
      log,
      terminals: options.terminals,
    },
    socketPath: options.streamsSocketPath,
  });
  await connection.start();
  const status = () => ({
    hostId,
    ...hostReports.current,
    labs: registry.describe(),
    warm: warmPool.describe(),
  });
  const control = await serveControl({
    socketPath: options.socketPath,
    apply: (desired) => applier.apply(desired),
    build: (command) => builds.start(command),
    save: (command) => saves.start(command),
    status,
    log,
  });
  hostReports.takesCommands();

  return {
    close: async () => {
      control.closeIdleConnections();
      const controlClosed = closeServer(control);
      retries.close();
      traffic.close();
      await Promise.all([streams.close(), applier.close(), builds.close(), saves.close()]);
      await controlClosed;
      const stopping = options.stopLabsOnExit && connection.down === null;
      await Promise.all([
        warmPool.close(stopping),
        stopping ? stopLabs(docker, registry, journal, log) : undefined,
      ]);
      await connection.close();
      await upgrade.close();
      hostReports.close();
      await reporter.drained(1000);
      reporter.close();
      await Promise.all([registry.flushed(), warmRecords.flushed()]);
      if (options.stopLabsOnExit) await networks.takeDown();
      // Containers that live on still need the room.
      if (options.stopLabsOnExit || registry.count().containers === 0)
        await Promise.all([tables.restore(), rings.close()]);
      await docker.transport.close();
    },
  };
}

function requireRoot(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('The host agent makes networks, so it needs root on Linux. Start it as root.');
}
