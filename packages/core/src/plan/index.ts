export * from './actual-lab.ts';
export * from './plan-apply.ts';
export * from './plan.ts';
