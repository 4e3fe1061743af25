export { eventually } from './eventually.ts';
export { createLabs, type LabMaker } from './labs.ts';
export { FakeHost } from './fake-host.ts';
export { reports } from './reports.ts';
export { startTestBed, type TestBed } from './start-test-bed.ts';
