export { DockerEngine, type DockerEngineOptions } from './docker-engine.ts';
export { IsolatedMachine, type Underlay } from './isolated-machine.ts';
export { makeTinyImage, type TinyImageOptions } from './tiny-image.ts';
export { OutsideWorld } from './outside-world.ts';
export { UnderlaySwitch } from './underlay-switch.ts';
