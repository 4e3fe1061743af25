export { createServer, type ApiServer } from './server.ts';
export { defaultSocketLimits, type Dependencies, type SocketLimits } from './context/services.ts';
export { sharedLimiter } from './identity/shared-limiter.ts';
export { memoryLimiter, type MakeLimiter } from './identity/sign-in-guard.ts';
