export { whileWanted } from './link/abortable.ts';
export { BackOff } from './link/back-off.ts';
export type { OpenHostStream } from './link/host-door.ts';
export { HostLinks } from './link/host-links.ts';
export { askHost, HostRefusal, requestStream } from './link/host-request.ts';
export { openHostSession } from './session/open-host-session.ts';
