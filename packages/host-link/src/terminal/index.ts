export * from './protocol.ts';
export { ProgramOutput } from './program-output.ts';
export {
  TerminalConnection,
  type TerminalConnectionOptions,
  type TerminalConsumer,
} from './terminal-connection.ts';
export type { OpenSocket, TerminalSocket } from './terminal-socket.ts';
export type { TerminalEnd, TerminalLoss, TerminalState } from './terminal-state.ts';
