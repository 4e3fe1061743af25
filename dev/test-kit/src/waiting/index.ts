export { Conditions } from './conditions.ts';
export { eventually } from './eventually.ts';
export { Inbox, textTopic } from './inbox.ts';
