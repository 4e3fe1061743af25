import { randomBytes } from 'node:crypto';
import { AwsError } from '../../http/aws-error.ts';
import type { Instances } from '../instances.ts';
import { LocalSession, type SessionLimits, type SessionRequest } from './local-session.ts';

interface SessionRegistryOptions {
  readonly instances: Instances;
  readonly limits: SessionLimits & {
    /** Maximum concurrent sessions per instance. */
    readonly maxPerInstance: number;
  };
}

/** Number of ended sessions that are kept. */
const historyLength = 200;

/** Active sessions and the last ended ones. They last as long as the process. */
export class SessionRegistry {
  readonly #options: SessionRegistryOptions;
  readonly #active = new Map<string, LocalSession>();
  readonly #history: LocalSession[] = [];

  constructor(options: SessionRegistryOptions) {
    this.#options = options;
  }

  /** @throws AwsError TargetNotConnected, ServiceQuotaExceededException */
  start(
    instanceId: string,
    request: Pick<SessionRequest, 'documentName' | 'command' | 'reason'>,
  ): LocalSession {
    const { instances, limits } = this.#options;
    const state = instances.get(instanceId);
    if (!state?.online) throw new AwsError('TargetNotConnected', `${instanceId} is not connected.`);
    const count = this.list().filter(
      ({ request: { instance } }) => instance.instanceId === instanceId,
    ).length;
    if (count >= limits.maxPerInstance) {
      throw new AwsError('ServiceQuotaExceededException', `${instanceId} has ${count} sessions already.`);
    }
    const sessionId = `local-${randomBytes(9).toString('hex').slice(0, 17)}`;
    const session = new LocalSession({ ...request, sessionId, instance: state.instance }, limits, () => {
      this.#active.delete(sessionId);
      this.#history.unshift(session);
      this.#history.length = Math.min(this.#history.length, historyLength);
    });
    this.#active.set(sessionId, session);
    return session;
  }

  /** An active session. */
  find(sessionId: string): LocalSession | null {
    return this.#active.get(sessionId) ?? null;
  }

  /** The session that a token opens; null when the token is not valid for it. */
  open(sessionId: string, token: string): LocalSession | null {
    const session = this.find(sessionId);
    return session?.tokens.take(token) ? session : null;
  }

  list(): LocalSession[] {
    return [...this.#active.values()];
  }

  /** Newest first. */
  history(): readonly LocalSession[] {
    return this.#history;
  }

  setOnline(instanceId: string, online: boolean): void {
    for (const session of this.list()) {
      if (session.request.instance.instanceId === instanceId) session.setOnline(online);
    }
  }

  /** Ends all sessions and their processes. */
  async close(): Promise<void> {
    await Promise.all(this.list().map((session) => session.end('Local AWS was stopped')));
  }
}
