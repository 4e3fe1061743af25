export { AgentHost } from './agent-host.ts';
export { AgentProcess, hostPrograms } from './agent-process.ts';
export { ReportingHost } from './reporting-host.ts';
export { ScriptedHost, ScriptedTerminal } from './scripted-host.ts';
export { createStreamDocument, startStreamHost, streamHostId } from './stream-host.ts';
