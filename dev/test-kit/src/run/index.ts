export { ownResource } from '@pineapple/launcher/run';
