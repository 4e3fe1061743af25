export { Conditions } from './conditions.ts';
export { EventLog } from './event-log.ts';
export { eventually } from './eventually.ts';
export { Inbox, textTopic } from './inbox.ts';
