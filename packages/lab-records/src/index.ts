export * from './apply-outcome.ts';
export * from './command-status.ts';
export * from './finish-apply.ts';
export * from './forget-lab.ts';
export * from './log.ts';
export * from './lose-lab.ts';
export * from './move-lab.ts';
export * from './publish.ts';
