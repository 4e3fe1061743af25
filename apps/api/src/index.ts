export { createServer } from './server.ts';
export type { Dependencies } from './create-services.ts';
export { defaultSocketLimits, type SocketLimits } from './sockets/socket-limits.ts';
export { sharedLimiter } from './identity/shared-limiter.ts';
export { memoryLimiter, type MakeLimiter } from './identity/sign-in-guard.ts';
