export * from './bus-messages.ts';
export * from './content-list.ts';
export * from './host-command.ts';
export * from './host-events.ts';
export * from './lambda-payloads.ts';
export * from './payload.ts';
