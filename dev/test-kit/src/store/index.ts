export * from './index.ts';
export * from './test-dynamodb.ts';
