export { AgentTerminal, ask, connectStreams } from './agent-terminal.ts';
export { LineClient } from './line-client.ts';
export { RawTerminal } from './raw-terminal.ts';
export { TerminalViewer } from './terminal-viewer.ts';
