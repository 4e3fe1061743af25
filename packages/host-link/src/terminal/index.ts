export { explainClose, type CloseExplanation } from './explain-close.ts';
export * from './protocol.ts';
export { retryDelay } from './retry-delay.ts';
export { terminalAddress, type JoinDetails, type TerminalTarget } from './terminal-address.ts';
export {
  TerminalConnection,
  type TerminalConnectionOptions,
  type TerminalConsumer,
} from './terminal-connection.ts';
export { openGlobalSocket, type OpenSocket, type TerminalSocket } from './terminal-socket.ts';
export type { TerminalEnd, TerminalLoss, TerminalState } from './terminal-state.ts';
