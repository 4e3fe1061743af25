export { DockerEngine } from './docker-engine.ts';
export { IsolatedMachine, type Underlay } from './isolated-machine.ts';
export { makeTinyImage, type TinyImageOptions } from './tiny-image.ts';
export { UnderlaySwitch } from './underlay-switch.ts';
