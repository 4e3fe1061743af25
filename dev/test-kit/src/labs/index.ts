export { createLabs, type LabMaker } from './labs.ts';
export { reports } from './reports.ts';
