export { BackOff } from './link/back-off.ts';
export type { OpenHostStream } from './link/host-connector.ts';
export { type HostLease, HostLinks } from './link/host-links.ts';
export { askHost, HostRefusal, readChunks, requestStream } from './link/host-request.ts';
export { unlessAborted } from './link/unless-aborted.ts';
export { openHostSession } from './session/open-host-session.ts';
