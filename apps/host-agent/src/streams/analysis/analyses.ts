import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { Recording } from '../recordings/recording.ts';
import type { Recordings } from '../recordings/recordings.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { Analysis } from './analysis.ts';
import { Sandbox } from './sandbox.ts';

interface AnalysesOptions {
  readonly docker: DockerClient;
  readonly hostId: string;
  readonly recordings: Recordings;
  readonly log: Logger;
}

/** Each takes a container of up to 640 MiB. */
const mostPerLab = 2;
const mostPerHost = 4;
/** An analysis without requests ends after this long. */
const idleMs = 3 * 60_000;
/** Another one may take its place after this long. */
const replaceableMs = 20_000;

interface Open {
  readonly labId: string;
  readonly recording: Recording;
  readonly analysis: Analysis;
  usedAt: number;
  expiry: NodeJS.Timeout | undefined;
}

/** The analyses of this host, one for each recording that is looked at. */
export class Analyses {
  readonly #options: AnalysesOptions;
  readonly #open = new Map<Recording, Open>();

  constructor(options: AnalysesOptions) {
    this.#options = options;
    options.recordings.onRemoved((recording) => void this.#open.get(recording)?.analysis.end());
  }

  /** Removes what an earlier agent left. */
  async dockerUp(): Promise<void> {
    const { docker, hostId, log } = this.#options;
    const inUse = this.#open.size > 0;
    if (inUse) return;
    await Sandbox.removeAll(docker, hostId).catch((error: unknown) => {
      log.warn({ err: error }, 'could not remove the sandboxes of an earlier agent');
    });
  }

  /** The analysis of a recording, which is started if there is none. @throws StreamRefusal when there are too many */
  of(labId: string, recording: Recording): Analysis {
    const open = this.#open.get(recording) ?? this.#start(labId, recording);
    open.usedAt = Date.now();
    clearTimeout(open.expiry);
    open.expiry = setTimeout(() => void open.analysis.end(), idleMs).unref();
    return open.analysis;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ analysis }) => analysis.end()));
  }

  #start(labId: string, recording: Recording): Open {
    const all = [...this.#open.values()];
    const ofLab = all.filter((each) => each.labId === labId);
    if (ofLab.length >= mostPerLab) this.#replace(ofLab, `The lab has ${mostPerLab} analyses on this host`);
    if (this.#open.size >= mostPerHost) this.#replace(all, `The host has ${mostPerHost} analyses`);
    const onEnd = (): void => {
      clearTimeout(open.expiry);
      if (this.#open.get(recording) === open) this.#open.delete(recording);
    };
    const { docker, hostId, log } = this.#options;
    const analysis = new Analysis({ docker, hostId, recording, log, onEnd });
    const open: Open = { labId, recording, analysis, usedAt: 0, expiry: undefined };
    this.#open.set(recording, open);
    return open;
  }

  /** Ends the one that was not used for the longest time. */
  #replace(among: readonly Open[], limit: string): void {
    const [oldest] = among.toSorted((a, b) => a.usedAt - b.usedAt);
    if (!oldest || Date.now() - oldest.usedAt < replaceableMs)
      throw new StreamRefusal('LIMIT', `${limit}, which is the limit. Try again when one is no longer used.`);
    this.#open.delete(oldest.recording);
    void oldest.analysis.end();
  }
}
