export * from './test-dynamodb.ts';
