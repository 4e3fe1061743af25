export { createLabs } from './labs.ts';
export { reports } from './reports.ts';
