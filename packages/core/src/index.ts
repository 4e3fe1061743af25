export * from './catalogue.ts';
export * from './desired-lab.ts';
export * from './ids.ts';
export * from './lab.ts';
export * from './observation.ts';
export * from './phase.ts';
export * from './result.ts';
