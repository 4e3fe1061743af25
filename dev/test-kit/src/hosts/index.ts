export { AgentHost } from './agent-host.ts';
export { AgentProcess, type AgentProcessOptions, hostPrograms } from './agent-process.ts';
export { readAgentStatus } from './agent-status.ts';
export { CommandHost } from './command-host.ts';
export { containerKey, leftInDocker, type LocalAgentHost } from './lab-containers.ts';
export { ReportingHost, type RunningApi } from './reporting-host.ts';
export { ScriptedHost, ScriptedTerminal } from './scripted-host.ts';
export { createStreamDocument, startStreamHost, type StreamHost, streamHostId } from './stream-host.ts';
