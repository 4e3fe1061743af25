export { shareTestAws, startTestAws, type TestAws } from './test-aws.ts';
export { startTestBed, type TestBed } from './test-bed.ts';
export { startTestDynamoDb, type TestDynamoDb } from './test-dynamodb.ts';
