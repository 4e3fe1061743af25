import type { StreamProblem } from '@pineapple/host-link/protocol';

const statuses: Readonly<Record<StreamProblem['code'], number>> = {
  NOT_FOUND: 404,
  NOT_RUNNING: 409,
  NOT_LISTENING: 409,
  NO_SHELL: 409,
  LIMIT: 429,
  BAD_REQUEST: 400,
  FILTER: 400,
  UNSUPPORTED: 501,
  DOCKER: 502,
};

/** A request that can't be served; the client gets the code and message. */
export class StreamRefusal extends Error {
  override readonly name = 'StreamRefusal';
  readonly code: StreamProblem['code'];

  constructor(code: StreamProblem['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }

  get problem(): StreamProblem {
    return { code: this.code, message: this.message };
  }
}
