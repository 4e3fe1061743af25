import type { FollowedProtocol } from './analysis-request.ts';

/** What was loaded. */
export interface LoadedRecording {
  /** Names this state of the recording. Numbers of frames belong to it. */
  readonly snapshot: number;
  readonly frames: number;
  /** Packets before the first frame that the recording no longer has. */
  readonly forgotten: number;
  /** Packets that the recording missed, because they came too fast. */
  readonly missed: number;
}

/** A row of the list. */
export interface FrameRow {
  readonly number: number;
  /** Number, time, source, destination, protocol, length and info. */
  readonly cells: readonly string[];
  /** The colours of its protocol, as `#rrggbb`; null for none. */
  readonly background: string | null;
  readonly foreground: string | null;
}

export interface FrameRows {
  /** How many frames match the filter. */
  readonly matched: number;
  readonly rows: readonly FrameRow[];
}

export type Severity = 'Chat' | 'Note' | 'Warning' | 'Error' | 'Comment';

/** A layer or a field of a frame. */
export interface FrameField {
  readonly label: string;
  /** The bytes that it is made of; null for what was computed. */
  readonly range: { readonly source: number; readonly start: number; readonly length: number } | null;
  /** A display filter that matches frames with this value. */
  readonly filter: string | null;
  readonly severity: Severity | null;
  readonly fields: readonly FrameField[];
}

/** A stream that a frame belongs to. */
export interface FrameStream {
  readonly protocol: FollowedProtocol;
  readonly stream: number;
}

/** One frame with all its layers. */
export interface FrameDetails {
  readonly fields: readonly FrameField[];
  /** The frame's bytes first, then what was reassembled or decompressed from several frames; Base64. */
  readonly sources: readonly { readonly name: string; readonly bytes: string }[];
  readonly streams: readonly FrameStream[];
}

export interface FilterCheck {
  /** Why the filter is wrong; null if it is right. */
  readonly problem: string | null;
}

export interface FieldNames {
  readonly fields: readonly { readonly name: string; readonly description: string }[];
}

/** One end of a stream. */
export interface StreamEnd {
  readonly address: string;
  readonly port: string;
  /** What it sent, in bytes. */
  readonly bytes: number;
}

/** What two ends said to each other. */
export interface FollowedStream {
  readonly client: StreamEnd;
  readonly server: StreamEnd;
  readonly pieces: readonly {
    readonly frame: number;
    readonly isFromServer: boolean;
    /** Base64. */
    readonly data: string;
  }[];
  /** Whether the stream is longer than this. */
  readonly isCut: boolean;
}

export interface Conversation {
  /** An address, with the port if the layer has ports. */
  readonly a: string;
  readonly b: string;
  readonly framesFromA: number;
  readonly bytesFromA: number;
  readonly framesFromB: number;
  readonly bytesFromB: number;
  /** Seconds since the first frame. */
  readonly start: number;
  readonly stop: number;
  /** A display filter for its frames. */
  readonly filter: string;
}

export interface Conversations {
  readonly total: number;
  /** The largest, at most 500. */
  readonly rows: readonly Conversation[];
}

/** What the dissectors remarked about frames. */
export interface ExpertInfo {
  readonly total: number;
  /** The most severe first, at most 1000. */
  readonly rows: readonly {
    readonly frame: number;
    readonly severity: Severity;
    readonly group: string;
    readonly protocol: string;
    readonly message: string;
  }[];
}

/** How much came when, in intervals of the same length since the first frame. */
export interface CapturedVolume {
  /** The length of an interval in milliseconds. It is the same for each filter. */
  readonly interval: number;
  /** Of each interval, at most 1000 of them. */
  readonly frames: readonly number[];
  readonly bytes: readonly number[];
}

/** The answer to each request. */
export interface AnalysisAnswers {
  readonly load: LoadedRecording;
  readonly frames: FrameRows;
  readonly frame: FrameDetails;
  readonly check: FilterCheck;
  readonly complete: FieldNames;
  readonly follow: FollowedStream;
  readonly conversations: Conversations;
  readonly expert: ExpertInfo;
  readonly volume: CapturedVolume;
}
