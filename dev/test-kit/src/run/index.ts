export { ownResource } from '@pineapple/launcher';
