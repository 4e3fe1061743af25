export * from './docker-engine.ts';
export * from './tiny-image.ts';
export * from './underlay-switch.ts';
