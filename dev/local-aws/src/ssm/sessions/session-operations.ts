import { z } from 'zod';
import { accountId } from '../../account.ts';
import { AwsError } from '../../http/aws-error.ts';
import type { AwsRequest } from '../../http/aws-request.ts';
import { epochSeconds, jsonOperation, type JsonOperation } from '../../http/json-service.ts';
import { pickVersion, type DocumentStore } from '../document-store.ts';
import type { LocalSession } from './local-session.ts';
import { parseSessionDocument, sessionCommand } from './session-document.ts';
import type { SessionRegistry } from './session-registry.ts';

const sessionId = z.string().min(1).max(96);
const startInput = z.object({
  Target: z.string().min(1).max(400),
  DocumentName: z.string().regex(/^[a-zA-Z0-9_.-]{3,128}$/),
  Parameters: z.record(z.string(), z.array(z.string())).default({}),
  Reason: z.string().min(1).max(256).optional(),
});
const oneInput = z.object({ SessionId: sessionId });
const describeInput = z.object({
  State: z.enum(['Active', 'History']),
  Filters: z
    .array(z.object({ key: z.enum(['Target', 'SessionId', 'Status']), value: z.string().min(1) }))
    .default([]),
  MaxResults: z.int().min(1).max(200).default(200),
});

export interface SessionParts {
  readonly sessions: SessionRegistry;
  readonly documents: DocumentStore;
}

export function sessionOperations({ sessions, documents }: SessionParts): Record<string, JsonOperation> {
  return {
    StartSession: jsonOperation(startInput, (input, request) => {
      const version = pickVersion(documents.getOf('Session', input.DocumentName));
      const command = sessionCommand(parseSessionDocument(version.content), input.Parameters);
      const session = sessions.start(input.Target, {
        documentName: input.DocumentName,
        command,
        reason: input.Reason ?? '',
      });
      return access(session, request);
    }),
    ResumeSession: jsonOperation(oneInput, (input, request) => {
      const session = sessions.find(input.SessionId);
      if (!session) throw new AwsError('DoesNotExistException', `There is no session ${input.SessionId}.`);
      return access(session, request);
    }),
    TerminateSession: jsonOperation(oneInput, async (input) => {
      // As on AWS, this also succeeds for a session that has ended or never existed.
      await sessions.find(input.SessionId)?.end('The session was terminated');
      return { SessionId: input.SessionId };
    }),
    DescribeSessions: jsonOperation(describeInput, ({ State, Filters, MaxResults }) => {
      const all = State === 'Active' ? sessions.list() : sessions.history();
      const found = all.filter((session) =>
        Filters.every(({ key, value }) => render(session)[key] === value),
      );
      return { Sessions: found.slice(0, MaxResults).map(render) };
    }),
  };
}

function access(session: LocalSession, { headers }: AwsRequest): object {
  const { sessionId: id } = session.request;
  return {
    SessionId: id,
    TokenValue: session.tokens.issue(),
    StreamUrl: `ws://${headers.host ?? ''}/v1/data-channel/${id}?role=publish_subscribe`,
  };
}

function render(session: LocalSession): Record<string, unknown> {
  const { request, startedAt, endedAt, connected, endReason } = session;
  return {
    SessionId: request.sessionId,
    Target: request.instance.instanceId,
    Status: endedAt ? 'Terminated' : connected ? 'Connected' : 'Disconnected',
    StartDate: epochSeconds(startedAt),
    ...(endedAt ? { EndDate: epochSeconds(endedAt), Details: endReason } : {}),
    DocumentName: request.documentName,
    Owner: `arn:aws:iam::${accountId}:user/local`,
    ...(request.reason ? { Reason: request.reason } : {}),
  };
}
