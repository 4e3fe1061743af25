export * from './host-bytes.ts';
export * from './host-streams.ts';
export * from './seven-bits.ts';
export * from './stream-frames.ts';
export * from './reach-streams.ts';
