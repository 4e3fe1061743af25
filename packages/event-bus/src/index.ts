export { BusUnavailableError } from './bus-error.ts';
export { createEmbeddedBus } from './embedded-bus.ts';
export { type EventBus, type EventBusOptions, type Listener } from './event-bus.ts';
export { createValkeyBus, type ValkeyBusOptions } from './valkey-bus.ts';
