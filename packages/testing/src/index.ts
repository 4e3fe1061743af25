export * from './tiny-image.ts';
