import type { AnalysisAnswers } from '@pineapple/host-link/analysis';
import type { AnalysisRequest } from '@pineapple/host-link/analysis-request';
import { StreamRefusal } from '../stream-refusal.ts';
import {
  readCompletion,
  readConversations,
  readExpert,
  readFollow,
  readFrame,
  readFrames,
  readInterval,
  readIntervals,
  readVolume,
} from './sharkd-answers.ts';
import { SharkdError } from './sharkd-connection.ts';

/** Calls a method of the dissector. @throws SharkdError when it refuses */
export type CallSharkd = (method: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Everything but `load`, which is about the recording. */
export type Question = Exclude<AnalysisRequest, { ask: 'load' }>;

/** One interval for the whole capture: the longest that it takes, in milliseconds. */
const wholeCapture = 4_294_967_295;
/** About how many bytes of a stream's frames are read. */
const mostFollowedBytes = 512 * 1024;

/** Asks the dissector a question about the loaded capture. @throws StreamRefusal when the question is wrong */
export async function askSharkd(
  call: CallSharkd,
  question: Question,
): Promise<AnalysisAnswers[Question['ask']]> {
  switch (question.ask) {
    case 'frames':
      return frames(call, question);
    case 'frame': {
      const params = { frame: question.number, proto: true, bytes: true };
      return readFrame(await refusing(call('frame', params)));
    }
    case 'check':
      return { problem: await problemOf(call, question.filter) };
    case 'complete':
      return readCompletion(await call('complete', { field: question.prefix }));
    case 'follow':
      return follow(call, question);
    case 'conversations':
      return readConversations(await call('tap', { tap0: `conv:${question.layer}` }));
    case 'expert':
      return readExpert(await call('tap', { tap0: 'expert' }));
    case 'volume':
      return volume(call, question.filter);
  }
}

async function frames(
  call: CallSharkd,
  { filter, skip, limit }: Extract<Question, { ask: 'frames' }>,
): Promise<AnalysisAnswers['frames']> {
  const matching = await matchingOf(call, filter);
  const { frames: matched } = readIntervals(await call('intervals', { ...matching, interval: wholeCapture }));
  // It refuses to skip none.
  const rows = await call('frames', { ...matching, ...(skip === 0 ? {} : { skip }), limit });
  return { matched, rows: readFrames(rows) };
}

async function volume(call: CallSharkd, filter: string): Promise<AnalysisAnswers['volume']> {
  const matching = await matchingOf(call, filter);
  const interval = readInterval(await call('status'));
  return readVolume(await call('intervals', { ...matching, interval }), interval);
}

/** A filter as the dissector takes it. @throws StreamRefusal when it is wrong */
async function matchingOf(call: CallSharkd, filter: string): Promise<{ readonly filter?: string }> {
  const problem = await problemOf(call, filter);
  if (problem !== null) throw new StreamRefusal('FILTER', problem);
  return filter.trim() === '' ? {} : { filter };
}

async function problemOf(call: CallSharkd, filter: string): Promise<string | null> {
  if (filter.trim() === '') return null;
  try {
    await call('check', { filter });
    return null;
  } catch (error) {
    if (!(error instanceof SharkdError)) throw error;
    return error.message.replace(/^Filter invalid - /, '').slice(0, 500);
  }
}

/** Of a long stream, the frames at its beginning. */
async function follow(
  call: CallSharkd,
  { protocol, stream }: Extract<Question, { ask: 'follow' }>,
): Promise<AnalysisAnswers['follow']> {
  const filter = `${protocol === 'UDP' ? 'udp' : 'tcp'}.stream == ${stream}`;
  const whole = readIntervals(await call('intervals', { filter, interval: wholeCapture }));
  if (whole.frames === 0)
    throw new StreamRefusal('BAD_REQUEST', `The capture has no ${protocol} stream ${stream}.`);
  const isCut = whole.bytes > mostFollowedBytes;
  let wanted = filter;
  if (isCut) {
    const count = Math.max(1, Math.floor((whole.frames * mostFollowedBytes) / whole.bytes));
    const [last] = readFrames(await call('frames', { filter, skip: count, limit: 1 }));
    if (last) wanted = `${filter} && frame.number < ${last.number}`;
  }
  return readFollow(await call('follow', { follow: protocol, filter: wanted }), isCut);
}

/** The dissector's refusal is about the request, not about itself. */
async function refusing(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SharkdError) throw new StreamRefusal('BAD_REQUEST', `${error.message}.`);
    throw error;
  }
}
