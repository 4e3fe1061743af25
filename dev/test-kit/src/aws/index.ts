export * from './test-aws.ts';
export * from './test-host.ts';
