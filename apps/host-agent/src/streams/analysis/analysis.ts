import type { AnalysisAnswers, LoadedRecording } from '@pineapple/host-link/analysis';
import type { AnalysisRequest } from '@pineapple/host-link/analysis-request';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../../docker/docker-error.ts';
import { Limiter } from '../../system/limiter.ts';
import type { Recording } from '../recordings/recording.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { askSharkd } from './ask-sharkd.ts';
import { Sandbox, sandboxCapture, sandboxImage } from './sandbox.ts';
import { readStatus } from './sharkd-answers.ts';
import { SharkdConnection, SharkdError, SharkdGone } from './sharkd-connection.ts';

interface AnalysisOptions {
  readonly docker: DockerClient;
  readonly hostId: string;
  readonly recording: Recording;
  readonly log: Logger;
  /** Called once, when it takes no more requests. */
  readonly onEnd: () => void;
}

/** Requests that may wait for the one before. */
const mostWaiting = 16;

/** A dissector in a sandbox that has loaded what a capture recorded. All viewers of the capture share it. */
export class Analysis {
  readonly #options: AnalysisOptions;
  readonly #turns = new Limiter(1);
  #sandbox: Promise<Sandbox> | null = null;
  #sharkd: SharkdConnection | null = null;
  #loaded: LoadedRecording | null = null;
  #hasEnded = false;

  constructor(options: AnalysisOptions) {
    this.#options = options;
  }

  /** @throws StreamRefusal */
  async ask(request: AnalysisRequest): Promise<AnalysisAnswers[AnalysisRequest['ask']]> {
    if (this.#turns.waiting >= mostWaiting)
      throw new StreamRefusal('LIMIT', 'The analysis is busy with other requests. Try again.');
    return this.#turns.run(() => this.#answer(request));
  }

  async end(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#options.onEnd();
    this.#sharkd?.close();
    const sandbox = await this.#sandbox?.catch(() => null);
    await sandbox?.remove();
  }

  async #answer(request: AnalysisRequest): Promise<AnalysisAnswers[AnalysisRequest['ask']]> {
    try {
      return await this.#attempt(request);
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  async #attempt(request: AnalysisRequest, triesLeft = 1): Promise<AnalysisAnswers[AnalysisRequest['ask']]> {
    try {
      if (this.#hasEnded) throw new SharkdGone('The dissector was closed', false);
      if (request.ask === 'load') return await this.#load(request.newer);
      if (this.#loaded?.snapshot !== request.snapshot)
        throw new StreamRefusal('NOT_RUNNING', 'Another state of the capture is loaded. Load it again.');
      return await askSharkd((method, params) => this.#call(method, params), request);
    } catch (error) {
      // A frame may have ended it earlier, or the kernel did for want of memory.
      if (error instanceof SharkdGone && !error.isStuck && !this.#hasEnded && triesLeft > 0)
        return this.#attempt(request, triesLeft - 1);
      throw error;
    }
  }

  async #load(newer: boolean): Promise<LoadedRecording> {
    if (this.#loaded && !newer) return this.#loaded;
    this.#sandbox ??= Sandbox.start(this.#options.docker, this.#options.hostId);
    // It may fail before it is waited for.
    this.#sandbox.catch(() => undefined);
    const { bytes, snapshot, forgotten, missed } = await this.#options.recording.take();
    const sandbox = await this.#sandbox;
    this.#loaded = null;
    await sandbox.put(bytes);
    await this.#open();
    const frames = readStatus(await this.#sharkd?.call('status'));
    this.#loaded = { snapshot, frames, forgotten, missed };
    return this.#loaded;
  }

  async #call(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown> {
    // It died after an earlier request. The capture is still in its sandbox.
    if (!this.#sharkd?.isOpen) await this.#open();
    return this.#sharkd?.call(method, params);
  }

  /** Has a dissector load what is in the sandbox. */
  async #open(): Promise<void> {
    const sandbox = await this.#sandbox;
    if (this.#hasEnded || !sandbox) throw new SharkdGone('The dissector was closed', false);
    if (!this.#sharkd?.isOpen) this.#sharkd = new SharkdConnection(await sandbox.dissect());
    await this.#sharkd.call('load', { file: sandboxCapture });
  }

  async #explain(error: unknown): Promise<Error> {
    if (error instanceof StreamRefusal) return error;
    const { log } = this.#options;
    if (error instanceof SharkdError)
      return new StreamRefusal('BAD_REQUEST', `The dissector refused: ${error.message.slice(0, 300)}.`);
    log.info({ err: error }, 'an analysis failed');
    if (error instanceof SharkdGone && !this.#hasEnded) {
      // What is stuck would use its memory and its share of the processor until the sandbox ends.
      if (error.isStuck) await this.end();
      const message = `${error.message}. It starts again with the next request. The capture is not affected.`;
      return new StreamRefusal(error.isStuck ? 'NOT_RUNNING' : 'DOCKER', message);
    }
    await this.end();
    if (error instanceof DockerUnavailableError) return error;
    if (isNotFound(error) && /image/i.test(error instanceof Error ? error.message : '')) {
      const message = `This host has no image ${sandboxImage}, which has the dissector. Build it on the host.`;
      return new StreamRefusal('UNSUPPORTED', message);
    }
    return new StreamRefusal('NOT_RUNNING', 'The analysis ended. Load the capture again.');
  }
}
