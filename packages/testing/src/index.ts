export * from './docker-engine.ts';
export * from './tiny-image.ts';
