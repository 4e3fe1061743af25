export { BusUnavailableError } from './bus-error.ts';
export { type EventBus, type EventBusOptions, type Publisher } from './event-bus.ts';
export { InvalidMessageError, type Topic, topics } from './topics.ts';
export { createValkeyBus, type ValkeyBusOptions } from './valkey-bus.ts';
