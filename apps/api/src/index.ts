export { createServer, type ApiServer } from './server.ts';
export { defaultSocketLimits, type Dependencies, type SocketLimits } from './services.ts';
export { sharedLimiter } from './modules/account/shared-limiter.ts';
export { memoryLimiter, type MakeLimiter } from './modules/account/sign-in-guard.ts';
