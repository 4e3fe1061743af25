import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What one instance reports at /metrics. */
export class Metrics {
  readonly registry = new Registry();

  readonly #requests = new Histogram({
    name: 'pineapple_http_request_seconds',
    help: 'Time from a request to its response.',
    labelNames: ['route', 'method', 'status'],
    buckets: seconds,
    registers: [this.registry],
  });
  readonly #operations = new Counter({
    name: 'pineapple_graphql_operations_total',
    help: 'GraphQL operations by transport, type and outcome.',
    labelNames: ['transport', 'type', 'outcome'],
    registers: [this.registry],
  });
  readonly #sockets = new Gauge({
    name: 'pineapple_sockets',
    help: 'Open WebSockets.',
    registers: [this.registry],
  });
  readonly #subscribers = new Gauge({
    name: 'pineapple_subscribers',
    help: 'Active subscriptions.',
    registers: [this.registry],
  });
  readonly #groups = new Gauge({
    name: 'pineapple_subscription_groups',
    help: 'Distinct subscriptions: each is executed once per event, however many subscribers it has.',
    registers: [this.registry],
  });
  readonly #frames = new Counter({
    name: 'pineapple_fan_out_frames_total',
    help: 'Frames that fan-out has written to sockets.',
    registers: [this.registry],
  });
  readonly #fanOut = new Histogram({
    name: 'pineapple_fan_out_seconds',
    help: 'Time to write one event to all subscribers of a group.',
    buckets: seconds,
    registers: [this.registry],
  });
  readonly #terminals = new Gauge({
    name: 'pineapple_terminal_sockets',
    help: 'Open WebSockets of terminals.',
    registers: [this.registry],
  });
  readonly #terminalBytes = new Counter({
    name: 'pineapple_terminal_bytes_total',
    help: 'Terminal bytes by direction.',
    labelNames: ['direction'],
    registers: [this.registry],
  });
  readonly #captures = new Gauge({
    name: 'pineapple_captures',
    help: 'Running captures.',
    registers: [this.registry],
  });
  readonly #ports = new Gauge({
    name: 'pineapple_port_connections',
    help: 'Open connections to ports of containers.',
    registers: [this.registry],
  });
  readonly #hostSessions = new Gauge({
    name: 'pineapple_host_sessions',
    help: 'Open Systems Manager sessions to hosts.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  answered(route: string, method: string, status: number, took: number): void {
    this.#requests.observe({ route, method, status }, took);
  }
  operated(transport: 'http' | 'websocket', type: string, outcome: 'ok' | 'error'): void {
    this.#operations.inc({ transport, type, outcome });
  }
  connected(change: 1 | -1): void {
    this.#sockets.inc(change);
  }
  subscribed(change: 1 | -1): void {
    this.#subscribers.inc(change);
  }
  grouped(change: 1 | -1): void {
    this.#groups.inc(change);
  }
  fannedOut(members: number, took: number): void {
    this.#frames.inc(members);
    this.#fanOut.observe(took);
  }
  terminalOpened(change: 1 | -1): void {
    this.#terminals.inc(change);
  }
  relayed(direction: 'to-client' | 'to-host', bytes: number): void {
    this.#terminalBytes.inc({ direction }, bytes);
  }
  captureOpened(change: 1 | -1): void {
    this.#captures.inc(change);
  }
  portOpened(change: 1 | -1): void {
    this.#ports.inc(change);
  }
  hostSession(change: 1 | -1): void {
    this.#hostSessions.inc(change);
  }
}
