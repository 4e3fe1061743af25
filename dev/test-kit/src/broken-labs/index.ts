export { type BrokenLab, brokenLabs, routedLabFile, routesOfLab } from './broken-labs.ts';
export { decideMend, type Mend, readExplanation } from './decide-mend.ts';
