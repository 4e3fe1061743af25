import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { apiKeepAliveMs } from '@pineapple/config';
import { topics } from '@pineapple/event-bus';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { createServices, type Dependencies } from './create-services.ts';
import { createApollo } from './graphql/apollo.ts';
import { createExecutor } from './graphql/executor.ts';
import { operationLimits } from './graphql/limits.ts';
import { createSchema } from './graphql/schema.ts';
import { addErrorAnswers, answerBeforeHooks } from './http/error-answers.ts';
import { addGraphqlRoute } from './graphql/graphql-route.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import { addLabSchemaRoute } from './http/lab-schema-route.ts';
import { addMetricsRoute } from './http/metrics-route.ts';
import { OriginPolicy } from './http/origin-policy.ts';
import { addPlaygroundAssets, sendPlayground } from './http/playground.ts';
import { addRequestGate } from './http/request-gate.ts';
import { addRequestLog } from './http/request-log.ts';
import { addSecurityHeaders, securityHeaders } from './http/security-headers.ts';
import { addNotFound, addStaticSite } from './http/static-site.ts';
import { clientAddress } from './http/client-address.ts';
import { GraphqlSockets } from './graphql/graphql-sockets.ts';
import { addMcpRoute } from './mcp/mcp-route.ts';
import { resolvers } from './modules/resolvers.ts';
import { addAnalysisRoute } from './modules/capture/analysis-route.ts';
import { addFileRoutes } from './modules/file/file-route.ts';
import { addContextRoute } from './modules/image/context-route.ts';
import { defaultCaptureLimits } from './modules/capture/capture-limits.ts';
import { CaptureRoute } from './modules/capture/capture-route.ts';
import { ForwardSockets } from './modules/port/forward-sockets.ts';
import { hasPageToken } from './modules/port/page/page-path.ts';
import { PortPages } from './modules/port/page/port-pages.ts';
import { PortDesk } from './modules/port/port-desk.ts';
import { defaultPortLimits } from './modules/port/port-limits.ts';
import { addSnapshotRoutes } from './modules/snapshot/snapshot-route.ts';
import { subscriptionSources } from './modules/subscription-sources.ts';
import { defaultTerminalLimits } from './modules/terminal/terminal-limits.ts';
import { TerminalSockets } from './modules/terminal/terminal-sockets.ts';
import { routeUpgrades } from './sockets/upgrade-router.ts';
import { defaultSocketLimits } from './sockets/socket-limits.ts';

/** How long requests and sockets may take to end when the server closes. */
const closeTimeoutMs = 10_000;

const schema = createSchema(resolvers);
const execute = createExecutor(schema);

interface ApiServer extends AsyncDisposable {
  /** Starts listening. Returns the URL, with the chosen port for port 0. */
  listen(address: { readonly port: number; readonly host: string }): Promise<string>;
  /** The code with which an account becomes the first operator; null if there is an operator. */
  operatorCode(): Promise<string | null>;
  /** Refuses new work, lets running requests finish, and closes sockets as going away. */
  close(): Promise<void>;
}

/** Builds the API from its dependencies. The caller closes the stores and the bus. */
export async function createServer(dependencies: Dependencies): Promise<ApiServer> {
  const { config, logger, stores, drainNoticeMs = 0 } = dependencies;
  const services = createServices(dependencies);
  const policy = new OriginPolicy(config.publicUrl);
  const { secure } = policy;
  const apollo = createApollo(schema, execute, logger);
  await apollo.start();
  const addressOf = clientAddress(config.trustProxy);
  /** Tells load balancers to stop sending requests, and serves those that still arrive. */
  let draining = false;
  let closing = false;
  let busWasReached = false;
  // A bus that fails later fails for all instances. Reporting it would replace every one of them, although each can
  // still serve requests; only live updates are missing.
  async function reachBus(): Promise<void> {
    if (busWasReached) return;
    await services.bus.publish(topics.readiness, null);
    busWasReached = true;
  }

  const headers = securityHeaders({ secure });
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: operationLimits.requestBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: apiKeepAliveMs,
    genReqId: () => randomUUID(),
    http: { maxHeaderSize: 16_384 },
    frameworkErrors: answerBeforeHooks(headers),
  });
  // A client with an open connection to a stopping instance should open its next one elsewhere.
  app.addHook('onSend', async (_request, reply) => void (draining && reply.header('connection', 'close')));
  addErrorAnswers(app);
  addRequestLog(app, services.metrics);
  addSecurityHeaders(app, headers);
  // Pages of containers have an origin of their own, and no cookie counts there.
  addRequestGate(app, policy, hasPageToken);
  addHealthRoutes(app, {
    draining: () => draining,
    check: () => Promise.all([stores.users.get('usr_readinesscheck'), reachBus()]),
  });
  addMetricsRoute(app, services.metrics);
  addLabSchemaRoute(app);
  const captureLimits = { ...defaultCaptureLimits, ...dependencies.captureLimits };
  const captures = new CaptureRoute({ services, policy, addressOf, limits: captureLimits });
  captures.add(app);
  addAnalysisRoute(app, { services, addressOf, limits: captureLimits });
  addFileRoutes(app, { services, addressOf });
  addContextRoute(app, { services, addressOf });
  addSnapshotRoutes(app, { services, addressOf });
  const portLimits = { ...defaultPortLimits, ...dependencies.portLimits };
  const desk = new PortDesk(services, portLimits);
  const pages = new PortPages({
    ...{ services, desk, policy, addressOf, limits: portLimits },
    publicUrl: config.publicUrl,
  });
  pages.add(app);
  addGraphqlRoute(app, { apollo, services, secure, addressOf, playground: sendPlayground });
  addMcpRoute(app, services);
  addPlaygroundAssets(app);
  if (config.webDir !== null) await addStaticSite(app, config.webDir);
  addNotFound(app, { site: config.webDir !== null });

  const sockets = new GraphqlSockets({
    schema,
    execute,
    sources: subscriptionSources,
    services,
    limits: {
      ...defaultSocketLimits,
      socketsPerUser: config.limits.socketsPerUser,
      subscriptionsPerUser: config.limits.subscriptionsPerUser,
      ...dependencies.socketLimits,
    },
    addressOf,
  });
  const terminals = new TerminalSockets({
    services,
    limits: {
      ...defaultTerminalLimits,
      terminalsPerUser: config.limits.terminalsPerUser,
      ...dependencies.terminalLimits,
    },
    addressOf,
  });
  const forwards = new ForwardSockets({ services, desk, limits: portLimits, addressOf });
  routeUpgrades(app.server, {
    policy,
    logger,
    closed: () => closing,
    routes: [
      { matches: (path) => path === '/graphql', handle: (...args) => sockets.upgrade(...args) },
      { matches: terminals.matches, handle: terminals.upgrade },
      { matches: forwards.matches, handle: forwards.upgrade },
      { matches: pages.matches, handle: pages.upgrade, fromAnywhere: true },
    ],
  });

  async function close(): Promise<void> {
    if (draining) return;
    draining = true;
    await delay(drainNoticeMs);
    closing = true;
    captures.close();
    desk.close();
    await Promise.all([
      ...[sockets.close(closeTimeoutMs), terminals.close(closeTimeoutMs), forwards.close(closeTimeoutMs)],
      closeHttp(app),
    ]);
    services.hostLinks.close();
    await services.background.finished();
    await services.liveLabs.close();
    await apollo.stop();
  }

  return {
    async listen(address) {
      const unbound = await services.operatorRoster.bindNames();
      if (unbound.length > 0) {
        logger.warn(
          { names: unbound },
          'PINEAPPLE_OPERATORS lists names that no account had when they were first listed. List the ids of the accounts instead.',
        );
      }
      await app.listen(address);
      const { port } = app.server.address() as AddressInfo;
      policy.listensOn(port);
      services.background.run('apply labs again', () =>
        services.announcer.announceLost(stores.labs, services.clock()),
      );
      return `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}`;
    },
    operatorCode: () => services.operatorRoster.code(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Waits for running requests, then cuts the connections that are still open. */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), closeTimeoutMs).unref();
  await app.close();
  clearTimeout(timer);
}
