export { AgentHost } from './agent-host.ts';
export { AgentProcess, hostPrograms, scopeOf } from './agent-process.ts';
export { readAgentStatus } from './agent-status.ts';
export { containerKey, leftInDocker, type LocalAgentHost } from './lab-containers.ts';
export { ReportingHost } from './reporting-host.ts';
export { ScriptedHost, ScriptedTerminal } from './scripted-host.ts';
export { createStreamDocument, startStreamHost, streamHostId } from './stream-host.ts';
