export type * from './analysis-answers.ts';
export type { AnalysisRequest, FollowedProtocol, ConversationLayer } from './analysis-request.ts';
export { analysisPath, recordingHeader } from './analysis-path.ts';
